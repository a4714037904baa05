package io.tapstack.environments;

import io.tapstack.modules.apigateway.ApiSettings;
import io.tapstack.modules.apigateway.PublicApiSettings;
import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.lambda.StreamTriggerSettings;
import io.tapstack.modules.network.NetworkSettings;
import io.tapstack.modules.observability.ApiThresholds;
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
import io.tapstack.modules.systems.foundation.FoundationSettings;
import io.tapstack.modules.systems.payments.PaymentsDataSettings;
import io.tapstack.modules.systems.payments.PaymentsFunctionSettings;
import io.tapstack.modules.systems.payments.PaymentsSettings;
import io.tapstack.modules.systems.payments.PaymentsThresholds;
import io.tapstack.modules.waf.WafSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where money moves: redundant, watched, logged for auditors, and protected against being destroyed. */
public final class Prod {
    private Prod() {}

    public static EnvironmentDefinition definition() {
        return new EnvironmentDefinition(
                Environment.PROD,
                foundation(),
                ProdSecurity.settings(),
                payments(),
                ProdLoyalty.settings(),
                ProdPortal.settings());
    }

    private static FoundationSettings foundation() {
        return new FoundationSettings(new Lifecycle.Keep(365), new Lifecycle.Expire(400), Singleton.CREATE);
    }

    private static PaymentsSettings payments() {
        return new PaymentsSettings(network(), database(), data(), functions(), api(), thresholds());
    }

    private static NetworkSettings network() {
        return new NetworkSettings(new CidrPlan("10.0.0.0/16"), List.of("a", "b", "c"), new Retention(400));
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

    private static PaymentsDataSettings data() {
        return new PaymentsDataSettings(
                new KeySettings(30, Protection.PROTECTED),
                Protection.PROTECTED,
                new Lifecycle.Archive(90, 180, 90),
                Optional.of(new ObjectLockSettings(ObjectLockSettings.Mode.COMPLIANCE, 365)),
                new Lifecycle.Expire(400));
    }

    private static PaymentsFunctionSettings functions() {
        Duration timeout = Duration.ofSeconds(30);
        return new PaymentsFunctionSettings(
                new FunctionSettings(512, timeout, 100, new Retention(90)),
                new FunctionSettings(512, timeout, 100, new Retention(90)),
                new StreamTriggerSettings(100, Duration.ofSeconds(1), 5, Duration.ofHours(6), 4),
                new FunctionSettings(512, Duration.ofMinutes(5), 1, new Retention(90)));
    }

    private static PublicApiSettings api() {
        return new PublicApiSettings(
                new ApiSettings(1000, 2000, new Retention(400)),
                Optional.of(new WafSettings(2000, 1000, new Retention(400))));
    }

    private static PaymentsThresholds thresholds() {
        return new PaymentsThresholds(
                new DatabaseThresholds(80, 5, 80, 1024),
                new FunctionThresholds(10, 5, Duration.ofSeconds(5), Optional.empty()),
                new FunctionThresholds(10, 5, Duration.ofSeconds(20), Optional.of(Duration.ofMinutes(5))),
                new ApiThresholds(10, Optional.empty(), Duration.ofSeconds(2)),
                new TableThresholds(5, 5));
    }
}
