package io.tapstack.modules.observability;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Alarms that make an Auto Scaling group of EC2 instances grow and shrink (B6). The instances must be watched by the
 * minute (detailed monitoring).
 */
public final class FleetAlarms {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Window SOON = new Window(MINUTE, 3, 3);
    private static final Window LATE = new Window(MINUTE, 15, 15);

    private FleetAlarms() {}

    /**
     * More are needed.
     *
     * @param purpose starts the alarm's name: {@code fleet}
     * @param group the Auto Scaling group's name
     */
    public static AlarmSpec cpuHigh(String purpose, String group, int percent) {
        return cpu(purpose + "-cpu-high", purpose, group, Threshold.above(percent, percent + " %"), SOON);
    }

    /**
     * Fewer would do, which is no trouble: idle processors, and few requests. By the processors alone it would take away
     * what another policy has added for the requests, and the other way round for as long as they last.
     *
     * @param targets of the load balancer in front
     * @param requests of one instance in a minute; with as many or more it does not go off
     * @see #cpuHigh
     */
    public static AlarmSpec cpuLow(String purpose, String group, int percent, Targets targets, int requests) {
        return new AlarmSpec(
                purpose + "-cpu-low",
                "CPU use of " + purpose + ", with fewer than " + requests + " requests a minute to an instance,",
                List.of(
                        Metrics.instances("CPUUtilization", group, Statistic.AVERAGE),
                        Metrics.targets(
                                "RequestCountPerTarget", targets.loadBalancer, targets.targetGroup, Statistic.SUM)),
                Optional.of("IF(FILL(m2, 0) < " + requests + ", m1, 100)"),
                Threshold.below(percent, percent + " %"),
                LATE,
                Silence.HEALTH);
    }

    /**
     * @param loadBalancer the last part of its ARN: {@code app/<name>/<id>}
     * @param targetGroup likewise: {@code targetgroup/<name>/<id>}
     */
    public record Targets(String loadBalancer, String targetGroup) {}

    private static AlarmSpec cpu(String id, String purpose, String group, Threshold threshold, Window window) {
        return AlarmSpec.of(
                id,
                "CPU use of " + purpose,
                Metrics.instances("CPUUtilization", group, Statistic.AVERAGE),
                threshold,
                window);
    }
}
