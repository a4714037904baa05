package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.shared.Environment;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("B6")
class PortalSettingsTest {
    private static final Set<String> OPTIONAL =
            Set.of("BIND_ADDRESS", "ORIGIN_VERIFY_SECRET_ARN", "LOG_LEVEL", "RDS_CA_BUNDLE");

    private final Map<String, String> complete = new HashMap<>(Map.of(
            "PORT", "8080",
            "SERVICE_NAME", "portal-dev-application",
            "DB_HOST", "db.internal",
            "DB_PORT", "5432",
            "DB_NAME", "portal",
            "DB_SECRET_ARN", "arn:user",
            "AWS_REGION", "eu-central-1"));

    @Test
    void needsAllButTheOptionalVariables() {
        var settings = PortalSettings.from(new Environment(complete));
        assertThat(settings.originSecretArn()).isEmpty();

        for (var variable : PortalVariable.values()) {
            var incomplete = new HashMap<>(complete);
            incomplete.remove(variable.name());
            if (!OPTIONAL.contains(variable.name())) {
                assertThatThrownBy(() -> PortalSettings.from(new Environment(incomplete)))
                        .hasMessage("Environment: " + variable + " is not set");
            }
        }
        assertThatThrownBy(() -> PortalSettings.from(new Environment(Map.of())))
                .hasMessageContainingAll("PORT", "SERVICE_NAME", "DB_HOST", "DB_SECRET_ARN", "AWS_REGION");
    }

    @Test
    void listensOnEveryInterfaceOrWhereItIsTold() {
        assertThat(address().getAddress().isAnyLocalAddress()).isTrue();

        for (var bound : Set.of("127.0.0.1", "0.0.0.0", "255.255.255.255")) {
            complete.put("BIND_ADDRESS", bound);
            assertThat(address()).isEqualTo(new InetSocketAddress(bound, 8080));
        }
    }

    private InetSocketAddress address() {
        return PortalSettings.from(new Environment(complete)).service().address();
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 0",
        "PORT, 70000",
        "BIND_ADDRESS, localhost",
        "BIND_ADDRESS, 127.0.0.256",
        "BIND_ADDRESS, 127.0.0",
        "BIND_ADDRESS, ::1",
        "SERVICE_NAME, a b",
        "LOG_LEVEL, LOUD",
        "DB_NAME, a-b"
    })
    void refusesWrongValue(String variable, String value) {
        complete.put(variable, value);

        assertThatThrownBy(() -> PortalSettings.from(new Environment(complete)))
                .hasMessageStartingWith("Environment: " + variable + " must ");
    }
}
