package io.tapstack.modules.observability;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.time.Duration;

/**
 * When a load balancer's alarms go off (B8). Counts are for five minutes.
 *
 * @param targetErrors more answers of 5XX by targets than this: 0 to 100000
 * @param ownErrors more answers of 5XX by the load balancer itself, which found no target or got no answer: 0 to 100000
 * @param unhealthyTargets more targets than this that fail their checks for a quarter of an hour, when replacing them has
 *     not helped: 0 to 100
 * @param p99ResponseTime of the targets; one request in a hundred takes longer than this for a quarter of an hour: 1
 *     millisecond to 30 seconds, when CloudFront gives up
 * @param rejectedConnections more connections refused, because there were too many, than this: 0 to 100000
 * @param fixedResponses more requests without the distribution's token than this: 0 to 100000. If its token and the
 *     listeners' differ, all are among them, and the page takes each 403 for a file that is missing
 */
public record LoadBalancerThresholds(
        int targetErrors,
        int ownErrors,
        int unhealthyTargets,
        Duration p99ResponseTime,
        int rejectedConnections,
        int fixedResponses)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("targetErrors", targetErrors, 0, 100_000);
        problems.range("ownErrors", ownErrors, 0, 100_000);
        problems.range("unhealthyTargets", unhealthyTargets, 0, 100);
        problems.range("p99ResponseTime", p99ResponseTime, Duration.ofMillis(1), Duration.ofSeconds(30));
        problems.range("rejectedConnections", rejectedConnections, 0, 100_000);
        problems.range("fixedResponses", fixedResponses, 0, 100_000);
    }
}
