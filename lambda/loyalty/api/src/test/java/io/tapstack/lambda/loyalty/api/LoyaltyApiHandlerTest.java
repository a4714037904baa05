package io.tapstack.lambda.loyalty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.loyalty.core.TierThresholds;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("C13")
class LoyaltyApiHandlerTest {
    private static final Map<String, String> COMPLETE = new HashMap<>(Map.of(
            "MEMBERS_TABLE_NAME", "loyalty-dev-members",
            "TRANSACTIONS_TABLE_NAME", "loyalty-dev-transactions",
            "IDEMPOTENCY_TABLE_NAME", "loyalty-dev-idempotency",
            "MEMBER_ID_INDEX_NAME", "MemberIdIndex",
            "CURSOR_KEY_ARN", "arn:aws:kms:eu-central-1:123456789012:key/1",
            "PARTNER_GROUP", "partners",
            "ALLOWED_ORIGIN", "https://club.example"));

    static {
        COMPLETE.putAll(Map.of(
                "SILVER_FROM_POINTS", "1000",
                "GOLD_FROM_POINTS", "5000",
                "PLATINUM_FROM_POINTS", "20000",
                "POINTS_LIFETIME_DAYS", "365"));
    }

    @Test
    void readsTheDeclaredEnvironmentAndNamesEveryMissingVariable() {
        var settings = LoyaltyApiSettings.from(new Environment(COMPLETE));
        assertThat(settings.logLevel()).isEqualTo(JsonLog.Level.INFO);
        assertThat(settings.rules().earning())
                .isEqualTo(new Accounts.EarningRules(new TierThresholds(1000, 5000, 20_000), Duration.ofDays(365)));

        for (var variable : LoyaltyApiVariable.values()) {
            if (variable == LoyaltyApiVariable.LOG_LEVEL) {
                continue;
            }
            assertThatThrownBy(() -> LoyaltyApiSettings.from(with(variable.name(), null)))
                    .hasMessageContaining(variable + " is not set");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SILVER_FROM_POINTS,0,1..999999999999",
        "GOLD_FROM_POINTS,1000,1001..999999999999",
        "PLATINUM_FROM_POINTS,5000,5001..999999999999",
        "PLATINUM_FROM_POINTS,20000.5,5001..999999999999",
        "POINTS_LIFETIME_DAYS,0,1..3650",
        "POINTS_LIFETIME_DAYS,3651,1..3650"
    })
    void refusesRulesThatMakeNoSense(String variable, String value, String allowed) {
        assertThatThrownBy(() -> LoyaltyApiSettings.from(with(variable, value)))
                .hasMessage("Environment: " + variable + " must be a whole number, " + allowed);
    }

    @Test
    void handlerIsWhatTheDeploymentNames() throws ReflectiveOperationException {
        var handler = Class.forName("io.tapstack.lambda.loyalty.api.LoyaltyApiHandler");

        assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
        assertThat(handler.getConstructor()).isNotNull();
    }

    private static Environment with(String name, String value) {
        var variables = new HashMap<>(COMPLETE);
        variables.remove(name);
        if (value != null) {
            variables.put(name, value);
        }
        return new Environment(variables);
    }
}
