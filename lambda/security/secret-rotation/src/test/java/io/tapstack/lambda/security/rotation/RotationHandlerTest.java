package io.tapstack.lambda.security.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S3")
class RotationHandlerTest {
    private static final RotatedDatabase DATABASE = new RotatedDatabase();
    private static final Map<String, String> COMPLETE = Map.of(
            "DB_HOST", "db.internal",
            "DB_PORT", "5432",
            "DB_NAME", "bank",
            "DB_MASTER_SECRET_ARN", "arn:master",
            "DB_USER", "app",
            "SECRET_ARN", "arn:secret",
            "AWS_REGION", "eu-central-1");

    private final FakeSecret secret = new FakeSecret();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void noPasswordIsInTheFunctionsOrTheServersLog() throws Exception {
        var handler = handler("logged");
        for (int i = 0; i < 3; i++) {
            var version = secret.rotate();
            for (var step : Rotator.STEPS) {
                invoke(handler, step, version);
            }
        }
        assertThatThrownBy(() -> invoke(handler, "createSecret", "none")).isNotNull();

        assertThat(log()).contains("step done", "step failed", "SecretRotationsFinished", "createSecret");
        assertThat(DATABASE.serverLog()).contains("SCRAM-SHA-256", "logged_clone");
        assertThat(secret.passwords()).hasSize(3).allSatisfy(password -> {
            assertThat(log()).doesNotContain(password);
            assertThat(Json.write(log())).doesNotContain(password);
            assertThat(DATABASE.serverLog()).doesNotContain(password, password.replace("'", "''"));
        });
    }

    @Test
    void tellsOfEachStepWhetherItWasDoneAndCountsFinishedRotations() throws Exception {
        var handler = handler("counted");
        var before = secret.rotate();
        for (var step : Rotator.STEPS) {
            invoke(handler, step, before);
        }
        log.reset();
        var version = secret.rotate();
        for (var step :
                List.of("createSecret", "createSecret", "setSecret", "testSecret", "finishSecret", "finishSecret")) {
            invoke(handler, step, version);
        }

        assertThat(log().lines().map(line -> Json.object(line).string("message").orElseThrow()))
                .containsExactly(
                        "step done",
                        "step was done already",
                        "step done",
                        "step done",
                        "step done",
                        "metric",
                        "step was done already");
        assertThat(Json.object(log().lines().findFirst().orElseThrow()).members())
                .containsEntry("step", "createSecret")
                .containsEntry("secret", "arn:secret")
                .containsEntry("correlationId", version);
    }

    @Test
    void tellsOfAFailureThatIsNoRefusal() {
        var handler = new RotationHandler(
                new Rotation(null, null, null),
                "arn:secret",
                JsonLog.of(
                        "secret-rotation",
                        "test",
                        JsonLog.Level.DEBUG,
                        new PrintStream(log, true, StandardCharsets.UTF_8),
                        Clock.systemUTC()));

        assertThatThrownBy(() -> invoke(handler, "createSecret", "v1")).isInstanceOf(NullPointerException.class);
        assertThat(log()).contains("step failed", "java.lang.NullPointerException");
    }

    @Test
    void anotherSecretIsRefused() {
        assertThatThrownBy(() -> invoke(
                        handler("other"),
                        "{\"Step\":\"createSecret\",\"SecretId\":\"arn:other\",\"ClientRequestToken\":\"t\"}"))
                .hasMessage("this function rotates arn:secret only");
        assertThat(log()).contains("\"problem\":\"this function rotates arn:secret only\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Step\":\"createSecret\"}",
                "{\"Step\":1,\"SecretId\":\"arn:secret\",\"ClientRequestToken\":\"t\"}"
            })
    void eventOfSomebodyElseIsRefused(String event) {
        assertThatThrownBy(() -> invoke(handler("else"), event))
                .isInstanceOf(RotationRefusedException.class)
                .hasMessageContaining("only Secrets Manager's rotation invokes this function");
    }

    @Test
    @Tag("C13")
    void readsTheDeclaredEnvironmentAndNamesEveryMissingVariable() {
        assertThat(RotationSettings.from(new Environment(COMPLETE)).users().second())
                .isEqualTo("app_clone");
        for (var variable : COMPLETE.keySet()) {
            var incomplete = new HashMap<>(COMPLETE);
            incomplete.remove(variable);
            assertThatThrownBy(() -> RotationSettings.from(new Environment(incomplete)))
                    .hasMessage("Environment: " + variable + " is not set");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "App",
                "a\"; DROP ROLE x",
                "1a",
                "ä",
                "a2345678901234567890123456789012345678901234567890123456789"
            })
    void refusesUserNameThatIsNotPlainOrTooLong(String name) {
        var environment = new HashMap<>(COMPLETE);
        environment.put("DB_USER", name);
        assertThatThrownBy(() -> RotationSettings.from(new Environment(environment)))
                .hasMessage("Environment: DB_USER must match [a-z_][a-z0-9_]{0,56}");
    }

    private RotationHandler handler(String user) {
        var settings = DATABASE.settings(user);
        var users = new PostgresUsers(DATABASE::connect, () -> RotatedDatabase.MASTER, settings.users());
        var out = new PrintStream(log, true, StandardCharsets.UTF_8);
        return new RotationHandler(
                new Rotation(secret, users, settings),
                "arn:secret",
                JsonLog.of("secret-rotation", "test", JsonLog.Level.DEBUG, out, Clock.systemUTC()));
    }

    private static void invoke(RotationHandler handler, String step, String version) throws Exception {
        invoke(handler, Json.write(Map.of("Step", step, "SecretId", "arn:secret", "ClientRequestToken", version)));
    }

    private static void invoke(RotationHandler handler, String event) throws Exception {
        var context = (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> "r");
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), new ByteArrayOutputStream(), context);
    }

    private String log() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
