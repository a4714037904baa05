package io.tapstack.modules.systems.payments;

import com.hashicorp.cdktf.Testing;
import io.tapstack.modules.apigateway.ApiSettings;
import io.tapstack.modules.apigateway.PublicApiSettings;
import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
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
import io.tapstack.modules.testing.Synthesized;
import io.tapstack.modules.waf.WafSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of no environment in particular. */
final class PaymentsSamples {
    private static final Retention WEEK = new Retention(7);

    private PaymentsSamples() {}

    static PaymentsSettings settings(int backupDays, Optional<WafSettings> waf) {
        return new PaymentsSettings(
                new NetworkSettings(new CidrPlan("10.4.0.0/16"), List.of("a", "b", "c"), WEEK),
                new DatabaseSettings(
                        "17",
                        "db.t4g.small",
                        new StorageSettings(20, 100),
                        new BackupSettings(backupDays, "03:00-04:00", "sun:04:00-sun:05:00"),
                        Availability.SINGLE_AZ,
                        DatabaseMonitoring.STANDARD,
                        Protection.DISPOSABLE,
                        WEEK),
                new PaymentsDataSettings(
                        new KeySettings(7, Protection.DISPOSABLE),
                        Protection.DISPOSABLE,
                        Lifecycle.archive(30, 120, 90),
                        Optional.empty(),
                        Lifecycle.expire(90)),
                new PaymentsFunctionSettings(
                        function(11),
                        function(12),
                        new StreamTriggerSettings(100, Duration.ofSeconds(1), 5, Duration.ofHours(6), 1),
                        function(1)),
                new PublicApiSettings(new ApiSettings(50, 100, WEEK), waf),
                new PaymentsThresholds(
                        new DatabaseThresholds(80, 5, 100, 128),
                        new FunctionThresholds(10, 5, Duration.ofSeconds(5), Optional.empty()),
                        new FunctionThresholds(10, 5, Duration.ofSeconds(20), Optional.of(Duration.ofMinutes(5))),
                        new ApiThresholds(10, Optional.empty(), Duration.ofSeconds(3)),
                        new TableThresholds(5, 5)));
    }

    static Synthesized synth(Deployment deployment, PaymentsSettings settings) {
        return Synthesized.ofJson(Testing.synth(
                new PaymentsStack(Testing.app(), deployment, settings, PaymentsArtifacts.in("../lambda")), true));
    }

    private static FunctionSettings function(int concurrency) {
        return new FunctionSettings(512, Duration.ofSeconds(30), concurrency, WEEK);
    }
}
