package io.tapstack.lambda.payments.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C13")
class PaymentsApiHandlerTest {
    private static final Map<String, String> COMPLETE = Map.of(
            "PAYMENTS_TABLE_NAME", "payments-dev-transactions",
            "IDEMPOTENCY_TABLE_NAME", "payments-dev-idempotency",
            "USER_ID_INDEX_NAME", "UserIdIndex",
            "STATUS_INDEX_NAME", "StatusIndex",
            "ALLOWED_ORIGIN", "https://shop.example");

    @Test
    void readsTheDeclaredEnvironmentAndNamesEveryMissingVariable() {
        var settings = PaymentsApiSettings.from(new Environment(COMPLETE));
        assertThat(settings.logLevel()).isEqualTo(JsonLog.Level.INFO);
        assertThat(settings.tables())
                .isEqualTo(new PaymentsApiSettings.Tables(
                        "payments-dev-transactions", "payments-dev-idempotency", "UserIdIndex", "StatusIndex"));

        for (var variable : PaymentsApiVariable.values()) {
            var incomplete = new HashMap<>(COMPLETE);
            if (variable == PaymentsApiVariable.LOG_LEVEL) {
                continue;
            }
            assertThat(incomplete.remove(variable.name())).isNotNull();
            assertThatThrownBy(() -> PaymentsApiSettings.from(new Environment(incomplete)))
                    .hasMessage("Environment: " + variable + " is not set");
        }
    }

    @Test
    void handlerIsWhatTheDeploymentNames() throws ReflectiveOperationException {
        var handler = Class.forName("io.tapstack.lambda.payments.api.PaymentsApiHandler");

        assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
        assertThat(Arrays.stream(handler.getMethods()))
                .anyMatch(method -> method.getName().equals("handleRequest"));
        assertThat(handler.getConstructor()).isNotNull();
    }
}
