package io.tapstack.lambda.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.postgres.PostgresServer;
import io.tapstack.lambda.shared.JsonLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

class MigrationsFunctionTest {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private int runs;

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"tf\":{\"action\":\"create\"}}", "{\"tf\":{\"action\":\"update\"},\"hash\":\"x\"}", "{}"})
    void migratesOnCreateAndUpdateAndWhenInvokedByHand(String event) throws IOException {
        assertThat(answer(event)).isEqualTo("{\"schemaVersion\":\"7\",\"migrationsApplied\":2}");
        assertThat(runs).isEqualTo(1);
        assertThat(log()).contains("\"message\":\"migrated\"", "\"schemaVersion\":\"7\"", "\"request-1\"");
    }

    @Test
    void keepsTheSchemaOnDelete() throws IOException {
        assertThat(answer("{\"tf\":{\"action\":\"delete\"}}"))
                .isEqualTo("{\"migrationsApplied\":0,\"message\":\"Nothing deleted: schema and role are kept.\"}");
        assertThat(runs).isZero();
        assertThat(log()).contains("\"message\":\"delete ignored\"");
    }

    @Test
    void refusesUnknownAction() {
        assertThatThrownBy(() -> answer("{\"tf\":{\"action\":\"drop\"}}"))
                .hasMessage("tf.action must be create, update or delete");
        assertThat(runs).isZero();
    }

    @Test
    void migratesAsTheUserOfTheSecretAndClosesTheClient() {
        var database = PostgresServer.get().newDatabase();
        var client = new OneSecret();
        var schema = new Schema("things", Map.of("owner", "app"));

        assertThat(MigrationsFunction.migration(schema, database, "arn:master", () -> client)
                        .get())
                .isEqualTo(new Schema.Result("1", 1));
        assertThat(client.closed).isTrue();
    }

    private String answer(String event) throws IOException {
        var log = JsonLog.of(
                "migrations",
                "test",
                JsonLog.Level.INFO,
                new PrintStream(lines, true, StandardCharsets.UTF_8),
                Clock.systemUTC());
        var output = new ByteArrayOutputStream();
        new MigrationsFunction(this::migrate, log)
                .answer(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, "request-1");
        return output.toString(StandardCharsets.UTF_8);
    }

    private Schema.Result migrate() {
        runs++;
        return new Schema.Result("7", 2);
    }

    private String log() {
        return lines.toString(StandardCharsets.UTF_8);
    }

    /** Holds the super user's secret, whose password the server does not ask for on loopback. */
    private static final class OneSecret implements SecretsManagerClient {
        private boolean closed;

        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            assertThat(request.secretId()).isEqualTo("arn:master");
            return GetSecretValueResponse.builder()
                    .secretString("{\"username\":\"postgres\",\"password\":\"-\"}")
                    .build();
        }

        @Override
        public String serviceName() {
            return "secretsmanager";
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
