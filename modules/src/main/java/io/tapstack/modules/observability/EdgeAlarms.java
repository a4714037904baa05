package io.tapstack.modules.observability;

import io.tapstack.modules.core.Problems;
import java.util.List;

/**
 * Alarms of a CloudFront distribution (B8). To be made, with their topic, in the region of
 * {@link io.tapstack.modules.core.Account#edge}, which is the only one that has CloudFront's metrics.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html">
 *     Types of metrics for CloudFront</a>
 */
public final class EdgeAlarms {
    private EdgeAlarms() {}

    /**
     * @param purpose starts the alarm's name: {@code edge}
     * @param distribution its id
     */
    public static List<AlarmSpec> of(String purpose, String distribution, EdgeThresholds thresholds) {
        Problems.refuse(purpose, thresholds);
        int percent = thresholds.serverErrorPercent();
        return List.of(AlarmSpec.of(
                purpose + "-5xx",
                "Share of server errors of " + purpose,
                Metrics.distribution("5xxErrorRate", distribution, Statistic.AVERAGE),
                Threshold.above(percent, percent + " %"),
                Window.LASTING));
    }
}
