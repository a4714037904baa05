package io.tapstack.modules.alb;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.time.Duration;

/**
 * @param port that the targets listen on, without TLS: 1 to 65535
 * @param deregistrationDelay that requests in flight have when a target leaves: 0 to 3600 s
 */
public record TargetGroupSettings(int port, HealthCheckSettings healthCheck, Duration deregistrationDelay)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("port", port, 1, 65_535);
        problems.check("healthCheck", healthCheck);
        problems.range("deregistrationDelay", deregistrationDelay, Duration.ZERO, Duration.ofHours(1));
    }
}
