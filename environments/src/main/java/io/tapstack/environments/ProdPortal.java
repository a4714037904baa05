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
import io.tapstack.modules.waf.WafSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The banking portal that customers see. */
final class ProdPortal {
    private ProdPortal() {}

    static PortalSettings settings() {
        return new PortalSettings(network(), database(), data(), functions(), edge(), application(), thresholds());
    }

    private static PortalNetworkSettings network() {
        return new PortalNetworkSettings(
                new NetworkSettings(new CidrPlan("10.2.0.0/16"), List.of("a", "b", "c"), new Retention(400)),
                Nat.ONE_PER_ZONE);
    }

    private static DatabaseSettings database() {
        return new DatabaseSettings(
                "17",
                "db.r7g.large",
                new StorageSettings(20, 100),
                new BackupSettings(14, "03:00-04:00", "sun:04:00-sun:05:00"),
                Availability.MULTI_AZ,
                DatabaseMonitoring.ENHANCED,
                Protection.PROTECTED,
                new Retention(400));
    }

    private static PortalDataSettings data() {
        return new PortalDataSettings(
                new KeySettings(30, Protection.PROTECTED),
                Protection.PROTECTED,
                new Lifecycle.Keep(90),
                new Lifecycle.Expire(400),
                new Lifecycle.Expire(400));
    }

    private static PortalFunctionSettings functions() {
        return new PortalFunctionSettings(
                new FunctionSettings(512, Duration.ofMinutes(5), 1, new Retention(90)),
                new FunctionSettings(512, Duration.ofSeconds(30), 2, new Retention(90)),
                new RotationSettings(30, 30, Protection.PROTECTED));
    }

    private static PortalEdgeSettings edge() {
        return new PortalEdgeSettings(
                PriceClass.ALL,
                Optional.of(new WafSettings(2000, 1000, new Retention(400))),
                new TokenSettings(1, 30, Protection.PROTECTED));
    }

    private static PortalApplicationSettings application() {
        return new PortalApplicationSettings(
                new FleetSettings(
                        "m7g.large",
                        16,
                        new CapacitySettings(3, 12),
                        new ScalingSettings(70, 25, 6000),
                        Duration.ofMinutes(6)),
                new TargetGroupSettings(
                        8080,
                        new HealthCheckSettings("/healthz", Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 3),
                        Duration.ofSeconds(30)),
                Duration.ofSeconds(60),
                Protection.PROTECTED,
                new Retention(400));
    }

    private static PortalThresholds thresholds() {
        return new PortalThresholds(
                new EdgeThresholds(5),
                new LoadBalancerThresholds(10, 10, 0, Duration.ofSeconds(2), 0, 10),
                new DatabaseThresholds(80, 5, 88, 1024),
                new FunctionThresholds(0, 5, Duration.ofSeconds(20), Optional.empty()));
    }
}
