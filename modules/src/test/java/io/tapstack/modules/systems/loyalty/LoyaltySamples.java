package io.tapstack.modules.systems.loyalty;

import com.hashicorp.cdktf.Testing;
import io.tapstack.modules.apigateway.ApiSettings;
import io.tapstack.modules.apigateway.PublicApiSettings;
import io.tapstack.modules.cognito.Mfa;
import io.tapstack.modules.cognito.SignIn;
import io.tapstack.modules.cognito.SignUp;
import io.tapstack.modules.cognito.ThreatProtection;
import io.tapstack.modules.cognito.UserPoolSettings;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.events.DeliverySettings;
import io.tapstack.modules.events.EventBusSettings;
import io.tapstack.modules.events.ScheduleSettings;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.lambda.StreamTriggerSettings;
import io.tapstack.modules.observability.ApiThresholds;
import io.tapstack.modules.observability.EmailThresholds;
import io.tapstack.modules.observability.FunctionThresholds;
import io.tapstack.modules.observability.TableThresholds;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.testing.Samples;
import io.tapstack.modules.testing.Synthesized;
import io.tapstack.modules.waf.WafSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of no environment in particular. */
final class LoyaltySamples {
    static final Deployment DEPLOYMENT =
            new Deployment("loyalty", Samples.DEPLOYMENT.environment(), "pr123", Samples.ACCOUNT, "confidential");

    private static final Retention WEEK = new Retention(7);

    private LoyaltySamples() {}

    static LoyaltySettings settings(int archiveDays, Optional<WafSettings> waf) {
        return new LoyaltySettings(
                new LoyaltyProgrammeSettings(new LoyaltyTierSettings(1000, 5000, 20_000), 365, offers()),
                new LoyaltyDataSettings(
                        new KeySettings(7, Protection.DISPOSABLE),
                        Protection.DISPOSABLE,
                        Lifecycle.keep(30),
                        Lifecycle.expire(90),
                        new EventBusSettings(archiveDays)),
                new LoyaltyFunctionSettings(
                        function(11),
                        function(12),
                        new StreamTriggerSettings(100, Duration.ofSeconds(1), 5, Duration.ofHours(6), 1),
                        function(2)),
                new UserPoolSettings(
                        SignUp.SELF_SERVICE,
                        SignIn.SRP,
                        Mfa.OPTIONAL,
                        ThreatProtection.OFF,
                        Duration.ofDays(30),
                        Protection.DISPOSABLE),
                new PublicApiSettings(new ApiSettings(50, 100, WEEK), waf),
                new LoyaltyThresholds(
                        new FunctionThresholds(10, 5, Duration.ofSeconds(5), Optional.empty()),
                        new FunctionThresholds(10, 5, Duration.ofSeconds(20), Optional.of(Duration.ofMinutes(5))),
                        new FunctionThresholds(0, 5, Duration.ofMinutes(2), Optional.empty()),
                        new ApiThresholds(10, Optional.of(500), Duration.ofSeconds(3)),
                        new TableThresholds(5, 5),
                        new EmailThresholds(40, 8)));
    }

    static LoyaltyOfferSettings offers() {
        DeliverySettings delivery = new DeliverySettings(3, Duration.ofHours(1));
        return new LoyaltyOfferSettings(
                List.of("GOLD", "PLATINUM"), 90, 5, new ScheduleSettings("rate(15 minutes)", delivery), delivery);
    }

    static Synthesized synth(LoyaltySettings settings) {
        return Synthesized.ofJson(Testing.synth(
                new LoyaltyStack(Testing.app(), DEPLOYMENT, settings, LoyaltyArtifacts.in("../lambda")), true));
    }

    private static FunctionSettings function(int concurrency) {
        return new FunctionSettings(512, Duration.ofSeconds(30), concurrency, WEEK);
    }
}
