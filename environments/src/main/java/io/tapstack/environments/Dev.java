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
import io.tapstack.modules.systems.foundation.FoundationSettings;
import io.tapstack.modules.systems.payments.PaymentsDataSettings;
import io.tapstack.modules.systems.payments.PaymentsFunctionSettings;
import io.tapstack.modules.systems.payments.PaymentsSettings;
import io.tapstack.modules.systems.payments.PaymentsThresholds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where changes are tried: small, cheap, and gone without a trace when it is destroyed. */
public final class Dev {
    private Dev() {}

    public static EnvironmentDefinition definition() {
        return new EnvironmentDefinition(
                Environment.DEV,
                foundation(),
                DevSecurity.settings(),
                payments(),
                DevLoyalty.settings(),
                DevPortal.settings());
    }

    private static FoundationSettings foundation() {
        return new FoundationSettings(new Lifecycle.Keep(90), new Lifecycle.Expire(90), Singleton.CREATE);
    }

    private static PaymentsSettings payments() {
        return new PaymentsSettings(network(), database(), data(), functions(), api(), thresholds());
    }

    private static NetworkSettings network() {
        return new NetworkSettings(new CidrPlan("10.0.0.0/16"), List.of("a", "b", "c"), new Retention(7));
    }

    private static DatabaseSettings database() {
        return new DatabaseSettings(
                "17",
                "db.t4g.small",
                new StorageSettings(20, 100),
                new BackupSettings(3, "03:00-04:00", "sun:04:00-sun:05:00"),
                Availability.SINGLE_AZ,
                DatabaseMonitoring.STANDARD,
                Protection.DISPOSABLE,
                new Retention(7));
    }

    private static PaymentsDataSettings data() {
        return new PaymentsDataSettings(
                new KeySettings(7, Protection.DISPOSABLE),
                Protection.DISPOSABLE,
                new Lifecycle.Archive(30, 120, 90),
                Optional.empty(),
                new Lifecycle.Expire(90));
    }

    private static PaymentsFunctionSettings functions() {
        Duration timeout = Duration.ofSeconds(30);
        return new PaymentsFunctionSettings(
                new FunctionSettings(512, timeout, 10, new Retention(7)),
                new FunctionSettings(512, timeout, 10, new Retention(7)),
                new StreamTriggerSettings(100, Duration.ofSeconds(1), 5, Duration.ofHours(6), 1),
                new FunctionSettings(512, Duration.ofMinutes(5), 1, new Retention(7)));
    }

    private static PublicApiSettings api() {
        return new PublicApiSettings(new ApiSettings(50, 100, new Retention(7)), Optional.empty());
    }

    private static PaymentsThresholds thresholds() {
        return new PaymentsThresholds(
                new DatabaseThresholds(80, 5, 8, 128),
                new FunctionThresholds(10, 5, Duration.ofSeconds(5), Optional.empty()),
                new FunctionThresholds(10, 5, Duration.ofSeconds(20), Optional.of(Duration.ofMinutes(5))),
                new ApiThresholds(10, Optional.empty(), Duration.ofSeconds(3)),
                new TableThresholds(5, 5));
    }
}
