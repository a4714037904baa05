package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.events.DeliverySettings;

/**
 * Which findings people are told of (S10).
 *
 * @param from this severity and worse ones; Access Analyzer's findings have none and all go
 * @param delivery how hard EventBridge tries to reach the function
 */
public record FindingAlertSettings(Severity from, DeliverySettings delivery) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("delivery", delivery);
    }
}
