package io.tapstack.lambda.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class LedgerHandlerTest {
    private static final Map<String, String> COMPLETE = Map.of(
            "DB_HOST", "db.internal",
            "DB_PORT", "5432",
            "DB_NAME", "payments",
            "DB_USER", "payments_ledger",
            "AUDIT_BUCKET_NAME", "payments-dev-audit-1",
            "AWS_REGION", "eu-central-1");

    @Test
    @Tag("P4")
    void answersWithTheSequenceNumbersOfFailedRecords() throws IOException {
        var poison = Records.record("INSERT", 2, "", "{}");

        assertThat(answer(30_000, Records.insert(1, 5), poison))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"seq-INSERT-2\"}]}");
    }

    @Test
    void beginsNoRecordThatTheTimeLeftMayNotSufficeFor() throws IOException {
        assertThat(answer(14_000, Records.insert(1, 5))).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(answer(13_999, Records.insert(1, 5)))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"seq-INSERT-1\"}]}");
    }

    @Test
    void readsEverythingItIsTold() {
        var told = new HashMap<>(COMPLETE);
        told.put("AUDIT_KEY_ARN", "arn:aws:kms:eu-central-1:123456789012:key/k");
        told.put("LOG_LEVEL", "WARN");
        var settings = LedgerSettings.from(new Environment(told));

        assertThat(settings.user()).isEqualTo("payments_ledger");
        assertThat(settings.audit())
                .isEqualTo(new LedgerSettings.Audit(
                        "payments-dev-audit-1", Optional.of("arn:aws:kms:eu-central-1:123456789012:key/k")));
        assertThat(settings.region()).isEqualTo("eu-central-1");
        assertThat(settings.logLevel()).isEqualTo(JsonLog.Level.WARN);
        assertThat(settings.database().host()).isEqualTo("db.internal");
    }

    @Test
    void connectsAsTheLedgersRole() throws SQLException {
        var database = new LedgerDatabase().database;
        var settings = new LedgerSettings(
                database,
                "payments_ledger",
                new LedgerSettings.Audit("bucket", Optional.empty()),
                "eu-central-1",
                JsonLog.Level.INFO);
        var role = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));

        try (var connection = LedgerHandler.connector(settings, role).connect()) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("payments_ledger");
        }
    }

    @Test
    @Tag("C13")
    void handlerIsWhatTheDeploymentNames() throws ReflectiveOperationException {
        var handler = Class.forName("io.tapstack.lambda.payments.ledger.LedgerHandler");

        assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
        assertThat(Arrays.stream(handler.getMethods()))
                .anyMatch(method -> method.getName().equals("handleRequest"));
        assertThat(handler.getConstructor()).isNotNull();
    }

    @Test
    @Tag("C13")
    void readsTheDeclaredEnvironmentAndNamesEveryMissingVariable() {
        var optional = Set.of(LedgerVariable.AUDIT_KEY_ARN, LedgerVariable.LOG_LEVEL);
        var settings = LedgerSettings.from(new Environment(COMPLETE));
        assertThat(settings.audit().keyArn()).isEmpty();
        assertThat(settings.logLevel()).isEqualTo(JsonLog.Level.INFO);

        for (var variable : LedgerVariable.values()) {
            var incomplete = new HashMap<>(COMPLETE);
            if (optional.contains(variable)) {
                continue;
            }
            assertThat(incomplete.remove(variable.name())).isNotNull();
            assertThatThrownBy(() -> LedgerSettings.from(new Environment(incomplete)))
                    .hasMessage("Environment: " + variable + " is not set");
        }
    }

    private static String answer(int remainingMillis, JsonObject... records) throws IOException {
        var store = new InMemoryLedger();
        var log = JsonLog.of(
                "payments-ledger",
                "test",
                JsonLog.Level.INFO,
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                Clock.systemUTC());
        var event = Json.write(Map.of("Records", List.of(records)));
        var output = new ByteArrayOutputStream();
        new LedgerHandler(new LedgerRecords(store, store), log)
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        output,
                        context(remainingMillis));
        return output.toString(StandardCharsets.UTF_8);
    }

    private static Context context(int remainingMillis) {
        return (Context) Proxy.newProxyInstance(
                LedgerHandlerTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) ->
                        method.getReturnType() == int.class ? (Object) remainingMillis : "request-1");
    }
}
