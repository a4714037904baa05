package io.tapstack.modules.alb;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.s3.BucketSettings;
import java.time.Duration;

/**
 * @param idleTimeout of connections: 1 to 4000 s, and shorter than the targets' own, or they close connections that the
 *     load balancer is about to use
 * @param targets where requests go
 * @param logs the bucket of the access logs; Object Lock is not possible
 * @param protection of the load balancer: a protected one cannot be deleted
 */
public record LoadBalancerSettings(
        Duration idleTimeout, TargetGroupSettings targets, BucketSettings logs, Protection protection)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("idleTimeout", idleTimeout, Duration.ofSeconds(1), Duration.ofSeconds(4000));
        problems.check("targets", targets);
        problems.check("logs", logs);
        problems.require(logs.objectLock().isEmpty(), "logs.objectLock", "a lock", "none: logs could not be delivered");
    }
}
