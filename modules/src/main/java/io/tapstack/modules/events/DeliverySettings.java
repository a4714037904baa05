package io.tapstack.modules.events;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.time.Duration;

/**
 * How long EventBridge tries to reach a target before an event goes to the dead letters.
 *
 * @param retries 0 to 185, EventBridge's own limit
 * @param maximumEventAge 1 minute to 24 hours
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html">How EventBridge retries
 *     delivering events</a>
 */
public record DeliverySettings(int retries, Duration maximumEventAge) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("retries", retries, 0, 185);
        problems.range("maximumEventAge", maximumEventAge, Duration.ofMinutes(1), Duration.ofHours(24));
    }
}
