package io.tapstack.lambda.payments.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.migrations.Schema;
import io.tapstack.lambda.postgres.CaBundle;
import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

@Tag("P15")
class MigrationsHandlerTest {
    private final AtomicInteger runs = new AtomicInteger();
    private final MigrationsHandler handler = new MigrationsHandler(
            () -> {
                runs.incrementAndGet();
                return new Schema.Result("7", 2);
            },
            JsonLog.of(
                    "payments-migrations",
                    "test",
                    JsonLog.Level.INFO,
                    new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                    Clock.systemUTC()));

    @Test
    void answersWhatTheMigrationDid() throws IOException {
        assertThat(invoke("{}").members().toString()).isEqualTo("{schemaVersion=7, migrationsApplied=2}");
        assertThat(runs).hasValue(1);
    }

    @Test
    void readsTheMasterSecretWithTheFunctionsOwnCredentials() {
        assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null, "the environment has credentials");
        var database = new Database("db.internal", 5432, "payments", CaBundle.of(Optional.empty(), "eu-central-1"));
        var migration = MigrationsHandler.migration(
                new MigrationsSettings(database, "arn:master", "payments_ledger", "eu-central-1"));

        assertThatThrownBy(migration::get)
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID");
    }

    @Test
    @Tag("C13")
    void handlerIsWhatTheDeploymentNames() throws ReflectiveOperationException {
        var handler = Class.forName("io.tapstack.lambda.payments.migrations.MigrationsHandler");

        assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
        assertThat(Arrays.stream(handler.getMethods()))
                .anyMatch(method -> method.getName().equals("handleRequest"));
        assertThat(handler.getConstructor()).isNotNull();
    }

    @Test
    @Tag("C13")
    void readsTheDeclaredEnvironmentAndNamesEveryMissingVariable() {
        var complete = new HashMap<>(Map.of(
                "DB_HOST", "db.internal",
                "DB_PORT", "5432",
                "DB_NAME", "payments",
                "DB_MASTER_SECRET_ARN", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:master",
                "LEDGER_DB_USER", "payments_ledger",
                "AWS_REGION", "eu-central-1"));
        assertThat(MigrationsSettings.from(new Environment(complete)).ledgerUser())
                .isEqualTo("payments_ledger");

        for (var variable : MigrationsVariable.values()) {
            var incomplete = new HashMap<>(complete);
            assertThat(incomplete.remove(variable.name())).isNotNull();
            assertThatThrownBy(() -> MigrationsSettings.from(new Environment(incomplete)))
                    .hasMessage("Environment: " + variable + " is not set");
        }
        assertThatThrownBy(() -> MigrationsSettings.from(new Environment(Map.of())))
                .hasMessageContainingAll("DB_HOST", "DB_PORT", "DB_NAME", "DB_MASTER_SECRET_ARN", "LEDGER_DB_USER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ledger", "a\"; DROP ROLE x", "1a", "a'b", "ä"})
    void refusesRoleNameThatIsNotPlain(String name) {
        var environment = new HashMap<>(Map.of(
                "DB_HOST", "h", "DB_PORT", "5432", "DB_NAME", "d", "DB_MASTER_SECRET_ARN", "a", "AWS_REGION", "r"));
        environment.put("LEDGER_DB_USER", name);

        assertThatThrownBy(() -> MigrationsSettings.from(new Environment(environment)))
                .hasMessageContaining("LEDGER_DB_USER must match")
                .hasMessageNotContaining(name);
    }

    private JsonObject invoke(String event) throws IOException {
        var context = (Context) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> "request-1");
        var output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, context);
        return Json.object(output.toString(StandardCharsets.UTF_8));
    }
}
