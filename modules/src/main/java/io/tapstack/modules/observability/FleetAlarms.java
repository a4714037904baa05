package io.tapstack.modules.observability;

import java.time.Duration;

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

    /** Fewer would do, which is no trouble; see {@link #cpuHigh}. */
    public static AlarmSpec cpuLow(String purpose, String group, int percent) {
        return cpu(purpose + "-cpu-low", purpose, group, Threshold.below(percent, percent + " %"), LATE);
    }

    private static AlarmSpec cpu(String id, String purpose, String group, Threshold threshold, Window window) {
        return AlarmSpec.of(
                id,
                "CPU use of " + purpose,
                Metrics.instances("CPUUtilization", group, Statistic.AVERAGE),
                threshold,
                window);
    }
}
