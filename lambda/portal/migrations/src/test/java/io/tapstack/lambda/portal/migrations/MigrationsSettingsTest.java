package io.tapstack.lambda.portal.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.shared.Environment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B7")
class MigrationsSettingsTest {
    private final Map<String, String> complete = new HashMap<>(Map.of(
            "DB_HOST", "db.internal",
            "DB_PORT", "5432",
            "DB_NAME", "portal",
            "DB_MASTER_SECRET_ARN", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:master",
            "DB_USER", "portal",
            "AWS_REGION", "eu-central-1"));

    @Test
    @Tag("C13")
    void handlerIsWhatTheDeploymentNames() throws ReflectiveOperationException {
        var handler = Class.forName("io.tapstack.lambda.portal.migrations.MigrationsHandler");

        assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
        assertThat(handler.getConstructor()).isNotNull();
    }

    @Test
    @Tag("C13")
    void namesEveryMissingVariable() {
        assertThat(MigrationsSettings.from(new Environment(complete)).user()).isEqualTo("portal");

        Arrays.stream(MigrationsVariable.values()).forEach(variable -> {
            var incomplete = new HashMap<>(complete);
            assertThat(incomplete.remove(variable.name())).isNotNull();
            assertThatThrownBy(() -> MigrationsSettings.from(new Environment(incomplete)))
                    .hasMessage("Environment: " + variable + " is not set");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Portal", "a\"; DROP ROLE x", "1a", "a'b"})
    void refusesUserThatIsNotPlain(String name) {
        complete.put("DB_USER", name);

        assertThatThrownBy(() -> MigrationsSettings.from(new Environment(complete)))
                .hasMessageContaining("DB_USER must match")
                .hasMessageNotContaining(name);
    }
}
