package io.tapstack.modules.observability;

import static io.tapstack.modules.observability.Statistic.MAXIMUM;
import static io.tapstack.modules.observability.Statistic.P99;
import static io.tapstack.modules.observability.Statistic.SUM;

import io.tapstack.modules.core.Problems;
import java.time.Duration;
import java.util.List;

/**
 * Alarms of an Application Load Balancer and its targets (B8).
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">
 *     CloudWatch metrics for your Application Load Balancer</a>
 */
public final class LoadBalancerAlarms {
    private LoadBalancerAlarms() {}

    /**
     * @param purpose starts the alarms' names: {@code load-balancer}
     * @param loadBalancer the last part of its ARN: {@code app/<name>/<id>}
     * @param targetGroup likewise: {@code targetgroup/<name>/<id>}
     */
    public static List<AlarmSpec> of(
            String purpose, String loadBalancer, String targetGroup, LoadBalancerThresholds thresholds) {
        Problems.refuse(purpose, thresholds);
        return List.of(
                AlarmSpec.of(
                        purpose + "-target-5xx",
                        "Server errors of the targets of " + purpose,
                        Metrics.targets("HTTPCode_Target_5XX_Count", loadBalancer, targetGroup, SUM),
                        Threshold.above(thresholds.targetErrors()),
                        Window.FIRST),
                AlarmSpec.of(
                        purpose + "-5xx",
                        "Server errors of " + purpose + " itself",
                        Metrics.loadBalancer("HTTPCode_ELB_5XX_Count", loadBalancer, SUM),
                        Threshold.above(thresholds.ownErrors()),
                        Window.FIRST),
                AlarmSpec.of(
                        purpose + "-unhealthy",
                        "Unhealthy targets of " + purpose,
                        Metrics.targets("UnHealthyHostCount", loadBalancer, targetGroup, MAXIMUM),
                        Threshold.above(thresholds.unhealthyTargets()),
                        Window.LASTING),
                AlarmSpec.of(
                        purpose + "-latency",
                        "99th percentile of the response time of the targets of " + purpose,
                        Metrics.targets("TargetResponseTime", loadBalancer, targetGroup, P99),
                        seconds(thresholds.p99ResponseTime()),
                        Window.LASTING),
                AlarmSpec.of(
                        purpose + "-rejected",
                        "Connections rejected by " + purpose,
                        Metrics.loadBalancer("RejectedConnectionCount", loadBalancer, SUM),
                        Threshold.above(thresholds.rejectedConnections()),
                        Window.FIRST),
                AlarmSpec.of(
                        purpose + "-fixed-responses",
                        "Requests that " + purpose + " answers itself, since they do not come from the distribution",
                        Metrics.loadBalancer("HTTP_Fixed_Response_Count", loadBalancer, SUM),
                        Threshold.above(thresholds.fixedResponses()),
                        Window.FIRST));
    }

    /** Response times are in seconds, unlike those of other services. */
    private static Threshold seconds(Duration most) {
        return Threshold.above(most.toMillis() / 1000.0, most.toMillis() + " ms");
    }
}
