package io.tapstack.environments;

import io.tapstack.modules.account.AccountSettings;
import io.tapstack.modules.awsconfig.RecorderSettings;
import io.tapstack.modules.cloudtrail.AuditBuckets;
import io.tapstack.modules.cloudtrail.TrailSettings;
import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.events.DeliverySettings;
import io.tapstack.modules.guardduty.GuardDutySettings;
import io.tapstack.modules.guardduty.GuardDutySettings.Feature;
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
import io.tapstack.modules.s3.ObjectLockSettings;
import io.tapstack.modules.secrets.RotationSettings;
import io.tapstack.modules.securityhub.SecurityHubSettings;
import io.tapstack.modules.securityhub.SecurityHubSettings.Standard;
import io.tapstack.modules.systems.security.FindingAlertSettings;
import io.tapstack.modules.systems.security.RemediationSettings;
import io.tapstack.modules.systems.security.SecurityDataSettings;
import io.tapstack.modules.systems.security.SecurityFunctionSettings;
import io.tapstack.modules.systems.security.SecuritySettings;
import io.tapstack.modules.systems.security.SecurityThresholds;
import io.tapstack.modules.systems.security.SecurityWatchSettings;
import io.tapstack.modules.systems.security.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The security baseline of the account where money moves. */
final class ProdSecurity {
    private ProdSecurity() {}

    static SecuritySettings settings() {
        return new SecuritySettings(network(), database(), data(), watch(), account(), functions(), thresholds());
    }

    private static NetworkSettings network() {
        return new NetworkSettings(new CidrPlan("10.1.0.0/16"), List.of("a", "b", "c"), new Retention(400));
    }

    private static DatabaseSettings database() {
        return new DatabaseSettings(
                "17",
                "db.t4g.micro",
                new StorageSettings(20, 100),
                new BackupSettings(14, "03:00-04:00", "sun:04:00-sun:05:00"),
                Availability.MULTI_AZ,
                DatabaseMonitoring.ENHANCED,
                Protection.PROTECTED,
                new Retention(400));
    }

    private static SecurityDataSettings data() {
        return new SecurityDataSettings(
                new KeySettings(30, Protection.PROTECTED),
                Protection.PROTECTED,
                new Lifecycle.Archive(90, 180, 90),
                Optional.of(new ObjectLockSettings(ObjectLockSettings.Mode.COMPLIANCE, 365)),
                new Lifecycle.Archive(90, 180, 90),
                new Lifecycle.Expire(400));
    }

    private static SecurityWatchSettings watch() {
        return new SecurityWatchSettings(
                new TrailSettings(new Retention(400), List.of(new AuditBuckets("payments", "audit"))),
                new RecorderSettings(
                        Singleton.CREATE,
                        Singleton.CREATE,
                        RecorderSettings.Frequency.CONTINUOUS,
                        RecorderSettings.GlobalTypes.RECORDED_HERE,
                        RecorderSettings.SnapshotFrequency.TWENTY_FOUR_HOURS),
                new GuardDutySettings(
                        Singleton.CREATE,
                        List.of(Feature.S3_DATA_EVENTS, Feature.RDS_LOGIN_EVENTS, Feature.LAMBDA_NETWORK_LOGS)),
                new SecurityHubSettings(Singleton.CREATE, List.of(Standard.FSBP, Standard.CIS_5_0, Standard.PCI_4_0_1)),
                Singleton.CREATE,
                new FindingAlertSettings(Severity.MEDIUM, new DeliverySettings(30, Duration.ofHours(24))));
    }

    private static AccountSettings account() {
        return new AccountSettings(Singleton.CREATE, Singleton.CREATE, Singleton.CREATE);
    }

    private static SecurityFunctionSettings functions() {
        return new SecurityFunctionSettings(
                new FunctionSettings(512, Duration.ofSeconds(30), 2, new Retention(90)),
                new RotationSettings(30, 30, Protection.PROTECTED),
                new FunctionSettings(512, Duration.ofSeconds(60), 5, new Retention(90)),
                new RemediationSettings(RemediationSettings.Mode.FIX, RemediationSettings.Scope.OPT_OUT, 4, 10));
    }

    private static SecurityThresholds thresholds() {
        return new SecurityThresholds(
                new DatabaseThresholds(80, 5, 1, 128),
                new FunctionThresholds(0, 5, Duration.ofSeconds(20), Optional.empty()),
                new FunctionThresholds(0, 5, Duration.ofSeconds(45), Optional.empty()),
                new TableThresholds(5, 5));
    }
}
