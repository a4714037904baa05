package io.tapstack.modules.alb;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * When a target gets requests: it answers 200 to a GET.
 *
 * @param path for example {@code /healthz}
 * @param interval between two checks: 5 to 300 s
 * @param timeout for the answer: 2 to 120 s, shorter than the interval
 * @param healthyAfter good answers in a row that let a target in: 2 to 10
 * @param unhealthyAfter bad ones that put it out: 2 to 10
 */
public record HealthCheckSettings(
        String path, Duration interval, Duration timeout, int healthyAfter, int unhealthyAfter) implements Settings {
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/_.-]{0,127}");

    @Override
    public void check(Problems problems) {
        problems.matches("path", path, PATH, "a path of at most 128 letters, digits and /_.- that starts with /");
        problems.range("interval", interval, Duration.ofSeconds(5), Duration.ofMinutes(5));
        problems.range("timeout", timeout, Duration.ofSeconds(2), Duration.ofMinutes(2));
        problems.require(timeout.compareTo(interval) < 0, "timeout", timeout, "shorter than the interval " + interval);
        problems.range("healthyAfter", healthyAfter, 2, 10);
        problems.range("unhealthyAfter", unhealthyAfter, 2, 10);
    }
}
