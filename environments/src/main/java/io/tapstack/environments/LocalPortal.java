package io.tapstack.environments;

import io.tapstack.modules.alb.HealthCheckSettings;
import io.tapstack.modules.alb.TargetGroupSettings;
import io.tapstack.modules.cloudfront.PriceClass;
import io.tapstack.modules.compute.CapacitySettings;
import io.tapstack.modules.compute.FleetSettings;
import io.tapstack.modules.compute.ScalingSettings;
import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.network.Nat;
import io.tapstack.modules.network.NetworkSettings;
import io.tapstack.modules.observability.DatabaseThresholds;
import io.tapstack.modules.observability.EdgeThresholds;
import io.tapstack.modules.observability.FunctionThresholds;
import io.tapstack.modules.observability.LoadBalancerThresholds;
import io.tapstack.modules.rds.Availability;
import io.tapstack.modules.rds.BackupSettings;
import io.tapstack.modules.rds.DatabaseMonitoring;
import io.tapstack.modules.rds.DatabaseSettings;
import io.tapstack.modules.rds.StorageSettings;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.secrets.RotationSettings;
import io.tapstack.modules.secrets.TokenSettings;
import io.tapstack.modules.systems.portal.PortalApplicationSettings;
import io.tapstack.modules.systems.portal.PortalDataSettings;
import io.tapstack.modules.systems.portal.PortalEdgeSettings;
import io.tapstack.modules.systems.portal.PortalFunctionSettings;
import io.tapstack.modules.systems.portal.PortalNetworkSettings;
import io.tapstack.modules.systems.portal.PortalSettings;
import io.tapstack.modules.systems.portal.PortalThresholds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The banking portal on a developer's own machine. */
final class LocalPortal {
    private LocalPortal() {}

    static PortalSettings settings() {
        return new PortalSettings(network(), database(), data(), functions(), edge(), application(), thresholds());
    }

    private static PortalNetworkSettings network() {
        return new PortalNetworkSettings(
                new NetworkSettings(new CidrPlan("10.2.0.0/16"), List.of("a", "b", "c"), new Retention(7)), Nat.NONE);
    }

    private static DatabaseSettings database() {
        return new DatabaseSettings(
                "17",
                "db.t4g.micro",
                new StorageSettings(20, 100),
                new BackupSettings(1, "03:00-04:00", "sun:04:00-sun:05:00"),
                Availability.SINGLE_AZ,
                DatabaseMonitoring.STANDARD,
                Protection.DISPOSABLE,
                new Retention(7));
    }

    private static PortalDataSettings data() {
        return new PortalDataSettings(
                new KeySettings(7, Protection.DISPOSABLE),
                Protection.DISPOSABLE,
                new Lifecycle.Keep(7),
                new Lifecycle.Expire(7),
                new Lifecycle.Expire(7));
    }

    private static PortalFunctionSettings functions() {
        return new PortalFunctionSettings(
                new FunctionSettings(512, Duration.ofMinutes(5), 1, new Retention(7)),
                new FunctionSettings(512, Duration.ofSeconds(30), 2, new Retention(7)),
                new RotationSettings(30, 0, Protection.DISPOSABLE));
    }

    private static PortalEdgeSettings edge() {
        return new PortalEdgeSettings(
                PriceClass.NORTH_AMERICA_AND_EUROPE, Optional.empty(), new TokenSettings(1, 0, Protection.DISPOSABLE));
    }

    private static PortalApplicationSettings application() {
        return new PortalApplicationSettings(
                new FleetSettings(
                        "t4g.micro",
                        8,
                        new CapacitySettings(1, 2),
                        new ScalingSettings(70, 25, 1000),
                        Duration.ofMinutes(2)),
                new TargetGroupSettings(
                        8080,
                        new HealthCheckSettings("/healthz", Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 3),
                        Duration.ofSeconds(30)),
                Duration.ofSeconds(60),
                Protection.DISPOSABLE,
                new Retention(7));
    }

    private static PortalThresholds thresholds() {
        return new PortalThresholds(
                new EdgeThresholds(5),
                new LoadBalancerThresholds(10, 10, 0, Duration.ofSeconds(5), 0, 10),
                new DatabaseThresholds(80, 5, 8, 128),
                new FunctionThresholds(0, 5, Duration.ofSeconds(20), Optional.empty()));
    }
}
