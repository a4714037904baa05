package io.tapstack.modules.systems.portal;

import static io.tapstack.modules.testing.Samples.ACCOUNT;

import com.hashicorp.cdktf.Testing;
import io.tapstack.modules.alb.HealthCheckSettings;
import io.tapstack.modules.alb.TargetGroupSettings;
import io.tapstack.modules.cloudfront.PriceClass;
import io.tapstack.modules.compute.CapacitySettings;
import io.tapstack.modules.compute.FleetSettings;
import io.tapstack.modules.compute.ScalingSettings;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
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
import io.tapstack.modules.testing.Synthesized;
import io.tapstack.modules.waf.WafSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A portal to try things on. */
final class PortalSamples {
    static final Account WITHOUT_DOMAIN = new Account(
            ACCOUNT.id(),
            ACCOUNT.region(),
            ACCOUNT.stateBucket(),
            ACCOUNT.owner(),
            ACCOUNT.costCenter(),
            ACCOUNT.alertEmail(),
            ACCOUNT.senderEmail(),
            Optional.empty());

    private PortalSamples() {}

    static Synthesized synth(Account account, PortalSettings settings) {
        Deployment deployment = new Deployment("portal", Environment.DEV, "pr123", account, "confidential");
        return Synthesized.ofJson(Testing.synth(
                new PortalStack(Testing.app(), deployment, settings, PortalArtifacts.in("lambda")), true));
    }

    static PortalSettings settings(Nat nat, Optional<WafSettings> waf, int generation, Duration idleTimeout) {
        return new PortalSettings(
                new PortalNetworkSettings(
                        new NetworkSettings(new CidrPlan("10.2.0.0/16"), List.of("a", "b"), new Retention(7)), nat),
                new DatabaseSettings(
                        "17",
                        "db.t4g.micro",
                        new StorageSettings(20, 100),
                        new BackupSettings(1, "03:00-04:00", "sun:04:00-sun:05:00"),
                        Availability.SINGLE_AZ,
                        DatabaseMonitoring.STANDARD,
                        Protection.DISPOSABLE,
                        new Retention(7)),
                new PortalDataSettings(
                        new KeySettings(7, Protection.DISPOSABLE),
                        Protection.DISPOSABLE,
                        new Lifecycle.Keep(30),
                        new Lifecycle.Expire(90),
                        new Lifecycle.Expire(90)),
                new PortalFunctionSettings(
                        new FunctionSettings(512, Duration.ofMinutes(5), 1, new Retention(7)),
                        new FunctionSettings(512, Duration.ofSeconds(30), 2, new Retention(7)),
                        new RotationSettings(30, 0, Protection.DISPOSABLE)),
                new PortalEdgeSettings(
                        PriceClass.NORTH_AMERICA_AND_EUROPE,
                        waf,
                        new TokenSettings(generation, 0, Protection.DISPOSABLE)),
                application(idleTimeout),
                new PortalThresholds(
                        new EdgeThresholds(5),
                        new LoadBalancerThresholds(10, 10, 0, Duration.ofSeconds(3), 0, 10),
                        new DatabaseThresholds(80, 5, 50, 128),
                        new FunctionThresholds(0, 5, Duration.ofSeconds(20), Optional.empty())));
    }

    private static PortalApplicationSettings application(Duration idleTimeout) {
        return new PortalApplicationSettings(
                new FleetSettings(
                        "t4g.micro",
                        8,
                        new CapacitySettings(1, 2),
                        new ScalingSettings(70, 25, 1000),
                        Duration.ofMinutes(6)),
                new TargetGroupSettings(
                        8080,
                        new HealthCheckSettings("/healthz", Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 3),
                        Duration.ofSeconds(30)),
                idleTimeout,
                Protection.DISPOSABLE,
                new Retention(7));
    }
}
