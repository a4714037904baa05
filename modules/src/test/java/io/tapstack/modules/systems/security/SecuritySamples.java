package io.tapstack.modules.systems.security;

import static io.tapstack.modules.testing.Samples.ACCOUNT;

import com.hashicorp.cdktf.Testing;
import io.tapstack.modules.account.AccountSettings;
import io.tapstack.modules.awsconfig.RecorderSettings;
import io.tapstack.modules.cloudtrail.AuditBuckets;
import io.tapstack.modules.cloudtrail.TrailSettings;
import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.events.DeliverySettings;
import io.tapstack.modules.guardduty.GuardDutySettings;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.network.NetworkSettings;
import io.tapstack.modules.observability.DatabaseThresholds;
import io.tapstack.modules.observability.FunctionThresholds;
import io.tapstack.modules.observability.TableThresholds;
import io.tapstack.modules.rds.Availability;
import io.tapstack.modules.rds.BackupSettings;
import io.tapstack.modules.rds.DatabaseMonitoring;
import io.tapstack.modules.rds.DatabaseSettings;
import io.tapstack.modules.rds.StorageSettings;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.secrets.RotationSettings;
import io.tapstack.modules.securityhub.SecurityHubSettings;
import io.tapstack.modules.securityhub.SecurityHubSettings.Standard;
import io.tapstack.modules.testing.Synthesized;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A security baseline to try things on. */
final class SecuritySamples {
    static final Deployment DEPLOYMENT = new Deployment("security", Environment.DEV, "pr123", ACCOUNT, "confidential");

    private SecuritySamples() {}

    static Synthesized synth(SecuritySettings settings) {
        return Synthesized.ofJson(Testing.synth(
                new SecurityStack(Testing.app(), DEPLOYMENT, settings, SecurityArtifacts.in("lambda")), true));
    }

    static SecuritySettings settings(Singleton singletons, RemediationSettings.Mode mode, Severity from) {
        return new SecuritySettings(
                new NetworkSettings(new CidrPlan("10.1.0.0/16"), List.of("a", "b"), new Retention(7)),
                new DatabaseSettings(
                        "17",
                        "db.t4g.micro",
                        new StorageSettings(20, 100),
                        new BackupSettings(1, "03:00-04:00", "sun:04:00-sun:05:00"),
                        Availability.SINGLE_AZ,
                        DatabaseMonitoring.STANDARD,
                        Protection.DISPOSABLE,
                        new Retention(7)),
                new SecurityDataSettings(
                        new KeySettings(7, Protection.DISPOSABLE),
                        Protection.DISPOSABLE,
                        new Lifecycle.Expire(90),
                        Optional.empty(),
                        new Lifecycle.Expire(90),
                        new Lifecycle.Expire(90)),
                watch(singletons, from),
                new AccountSettings(singletons, singletons, singletons),
                functions(mode),
                new SecurityThresholds(
                        new DatabaseThresholds(80, 5, 50, 128),
                        new FunctionThresholds(0, 5, Duration.ofSeconds(20), Optional.empty()),
                        new FunctionThresholds(0, 5, Duration.ofSeconds(45), Optional.empty()),
                        new TableThresholds(5, 5)));
    }

    private static SecurityWatchSettings watch(Singleton singletons, Severity from) {
        return new SecurityWatchSettings(
                new TrailSettings(new Retention(7), List.of(new AuditBuckets("payments", "audit"))),
                new RecorderSettings(
                        singletons,
                        singletons,
                        RecorderSettings.Frequency.DAILY,
                        RecorderSettings.GlobalTypes.RECORDED_HERE,
                        RecorderSettings.SnapshotFrequency.TWENTY_FOUR_HOURS),
                new GuardDutySettings(singletons, List.of()),
                new SecurityHubSettings(singletons, List.of(Standard.FSBP)),
                singletons,
                new FindingAlertSettings(from, new DeliverySettings(30, Duration.ofHours(24))));
    }

    private static SecurityFunctionSettings functions(RemediationSettings.Mode mode) {
        return new SecurityFunctionSettings(
                new FunctionSettings(512, Duration.ofSeconds(30), 2, new Retention(7)),
                new RotationSettings(30, 0, Protection.DISPOSABLE),
                new FunctionSettings(512, Duration.ofSeconds(60), 2, new Retention(7)),
                new RemediationSettings(mode, RemediationSettings.Scope.OPT_OUT, 4, 10));
    }
}
