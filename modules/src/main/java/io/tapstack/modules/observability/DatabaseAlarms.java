package io.tapstack.modules.observability;

import static io.tapstack.modules.observability.Statistic.AVERAGE;
import static io.tapstack.modules.observability.Statistic.MAXIMUM;
import static io.tapstack.modules.observability.Statistic.MINIMUM;

import io.tapstack.modules.core.Problems;
import java.util.List;

/**
 * Alarms of an RDS instance (P11, B7).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html">Amazon CloudWatch metrics for
 *     Amazon RDS</a>
 */
public final class DatabaseAlarms {
    private static final double MIB = 1024.0 * 1024;
    private static final double GIB = 1024 * MIB;

    private DatabaseAlarms() {}

    /**
     * @param purpose starts the alarms' names: {@code database}
     * @param instance the instance's identifier
     */
    public static List<AlarmSpec> of(String purpose, String instance, DatabaseThresholds thresholds) {
        Problems.refuse(purpose, thresholds);
        return List.of(
                AlarmSpec.of(
                                purpose + "-cpu",
                                "CPU use of " + purpose,
                                Metrics.database("CPUUtilization", instance, AVERAGE),
                                Threshold.above(thresholds.cpuPercent(), thresholds.cpuPercent() + " %"),
                                Window.LASTING)
                        // A running instance always reports it.
                        .orSilent(),
                AlarmSpec.of(
                        purpose + "-free-storage",
                        "Free storage of " + purpose,
                        Metrics.database("FreeStorageSpace", instance, MINIMUM),
                        Threshold.below(thresholds.freeStorageGiB() * GIB, thresholds.freeStorageGiB() + " GiB"),
                        Window.FIRST),
                AlarmSpec.of(
                        purpose + "-connections",
                        "Connections to " + purpose,
                        Metrics.database("DatabaseConnections", instance, MAXIMUM),
                        Threshold.above(thresholds.connections()),
                        Window.LASTING),
                AlarmSpec.of(
                        purpose + "-free-memory",
                        "Free memory of " + purpose,
                        Metrics.database("FreeableMemory", instance, AVERAGE),
                        Threshold.below(thresholds.freeMemoryMiB() * MIB, thresholds.freeMemoryMiB() + " MiB"),
                        Window.LASTING));
    }
}
