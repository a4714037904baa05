package io.tapstack.modules.observability;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * When a function's alarms go off (P11). Counts are for five minutes.
 *
 * @param errors more failed calls than this: 0 to 100000
 * @param throttles more refused calls than this: 0 to 100000
 * @param duration one call in a hundred, or of a function that runs seldom a single one, takes longer than this: 1
 *     millisecond to 15 minutes
 * @param iteratorAge of a stream's consumer: records wait longer than this: 1 second to 24 hours. Empty for a function
 *     that reads no stream
 */
public record FunctionThresholds(int errors, int throttles, Duration duration, Optional<Duration> iteratorAge)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("errors", errors, 0, 100_000);
        problems.range("throttles", throttles, 0, 100_000);
        problems.range("duration", duration, Duration.ofMillis(1), Duration.ofMinutes(15));
        iteratorAge.ifPresent(age -> problems.range("iteratorAge", age, Duration.ofSeconds(1), Duration.ofHours(24)));
    }
}
