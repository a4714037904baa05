package io.tapstack.modules.systems.portal;

import io.tapstack.modules.alb.TargetGroupSettings;
import io.tapstack.modules.compute.FleetSettings;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Settings;
import java.time.Duration;

/**
 * The application tier.
 *
 * @param fleet the instances
 * @param targets how the load balancer reaches them
 * @param idleTimeout of the load balancer's connections: shorter than the application's 75 s
 * @param protection of the load balancer
 * @param logs of the application
 */
public record PortalApplicationSettings(
        FleetSettings fleet, TargetGroupSettings targets, Duration idleTimeout, Protection protection, Retention logs)
        implements Settings {
    /** The application's pool of connections to the database. */
    public static final int CONNECTIONS_OF_AN_INSTANCE = 8;

    private static final Duration APPLICATION_KEEPS_ALIVE = Duration.ofSeconds(75);

    @Override
    public void check(Problems problems) {
        problems.check("fleet", fleet);
        problems.check("targets", targets);
        problems.require(
                idleTimeout.compareTo(APPLICATION_KEEPS_ALIVE) < 0,
                "idleTimeout",
                idleTimeout,
                "shorter than " + APPLICATION_KEEPS_ALIVE + ", for which the application keeps connections");
        problems.check("logs", logs);
    }
}
