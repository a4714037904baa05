package io.tapstack.modules.observability;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * When an API's alarms go off (P11, L8). Counts are for five minutes.
 *
 * @param serverErrors more answers of 5XX than this: 0 to 100000
 * @param clientErrors more answers of 4XX than this: 1 to 1000000. Empty where clients err as they like
 * @param p99Latency one request in a hundred takes longer than this: 1 millisecond to 29 seconds, when API Gateway
 *     gives up
 */
public record ApiThresholds(int serverErrors, Optional<Integer> clientErrors, Duration p99Latency) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("serverErrors", serverErrors, 0, 100_000);
        clientErrors.ifPresent(errors -> problems.range("clientErrors", errors, 1, 1_000_000));
        problems.range("p99Latency", p99Latency, Duration.ofMillis(1), Duration.ofSeconds(29));
    }
}
