package io.tapstack.environments;

import io.tapstack.modules.apigateway.ApiSettings;
import io.tapstack.modules.apigateway.PublicApiSettings;
import io.tapstack.modules.cognito.Mfa;
import io.tapstack.modules.cognito.SignIn;
import io.tapstack.modules.cognito.SignUp;
import io.tapstack.modules.cognito.ThreatProtection;
import io.tapstack.modules.cognito.UserPoolSettings;
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
import io.tapstack.modules.systems.loyalty.LoyaltyDataSettings;
import io.tapstack.modules.systems.loyalty.LoyaltyFunctionSettings;
import io.tapstack.modules.systems.loyalty.LoyaltyOfferSettings;
import io.tapstack.modules.systems.loyalty.LoyaltyProgrammeSettings;
import io.tapstack.modules.systems.loyalty.LoyaltySettings;
import io.tapstack.modules.systems.loyalty.LoyaltyThresholds;
import io.tapstack.modules.systems.loyalty.LoyaltyTierSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Loyalty on a developer's own machine. */
final class LocalLoyalty {
    private LocalLoyalty() {}

    static LoyaltySettings settings() {
        return new LoyaltySettings(programme(), data(), functions(), users(), api(), thresholds());
    }

    private static LoyaltyProgrammeSettings programme() {
        return new LoyaltyProgrammeSettings(new LoyaltyTierSettings(1000, 10_000, 50_000), 730, offers());
    }

    private static LoyaltyOfferSettings offers() {
        return new LoyaltyOfferSettings(
                List.of("SILVER", "GOLD", "PLATINUM"),
                180,
                10,
                new ScheduleSettings("rate(1 hour)", new DeliverySettings(3, Duration.ofMinutes(15))),
                new DeliverySettings(30, Duration.ofHours(24)));
    }

    private static LoyaltyDataSettings data() {
        return new LoyaltyDataSettings(
                new KeySettings(7, Protection.DISPOSABLE),
                Protection.DISPOSABLE,
                new Lifecycle.Keep(7),
                new Lifecycle.Expire(7),
                new EventBusSettings(7));
    }

    private static LoyaltyFunctionSettings functions() {
        Duration timeout = Duration.ofSeconds(30);
        return new LoyaltyFunctionSettings(
                new FunctionSettings(512, timeout, 5, new Retention(7)),
                new FunctionSettings(512, timeout, 5, new Retention(7)),
                new StreamTriggerSettings(100, Duration.ofSeconds(1), 5, Duration.ofHours(6), 1),
                new FunctionSettings(512, Duration.ofMinutes(5), 1, new Retention(7)));
    }

    private static UserPoolSettings users() {
        return new UserPoolSettings(
                SignUp.SELF_SERVICE,
                SignIn.SRP_OR_PASSWORD,
                Mfa.OPTIONAL,
                ThreatProtection.OFF,
                Duration.ofDays(30),
                Protection.DISPOSABLE);
    }

    private static PublicApiSettings api() {
        return new PublicApiSettings(new ApiSettings(50, 100, new Retention(7)), Optional.empty());
    }

    private static LoyaltyThresholds thresholds() {
        return new LoyaltyThresholds(
                new FunctionThresholds(10, 5, Duration.ofSeconds(5), Optional.empty()),
                new FunctionThresholds(10, 5, Duration.ofSeconds(20), Optional.of(Duration.ofMinutes(5))),
                new FunctionThresholds(0, 5, Duration.ofSeconds(290), Optional.empty()),
                new ApiThresholds(10, Optional.of(500), Duration.ofSeconds(5)),
                new TableThresholds(5, 5),
                new EmailThresholds(40, 8));
    }
}
