package io.tapstack.lambda.security.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.shared.AwsClients;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Entry point of {@code secret-rotation}: connects {@link Rotation} with Secrets Manager and PostgreSQL.
 *
 * <p>Its environment is {@link RotationVariable}. Secrets Manager invokes it once for each step and waits for the answer.
 */
public final class RotationHandler implements RequestStreamHandler {
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(8);

    private final Rotation rotation;
    private final String secretArn;
    private final JsonLog log;

    /** As Lambda makes it. */
    public RotationHandler() {
        this(RotationSettings.from(Environment.ofProcess()));
    }

    private RotationHandler(RotationSettings settings) {
        this(
                rotation(
                        settings,
                        AwsClients.ofProcess(SecretsManagerClient.builder()).build()),
                settings.secretArn(),
                JsonLog.ofProcess("secret-rotation", settings.logLevel(), System.out));
    }

    RotationHandler(Rotation rotation, String secretArn, JsonLog log) {
        this.rotation = rotation;
        this.secretArn = secretArn;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        var event = Json.object(input);
        var step = member(event, "Step");
        var version = member(event, "ClientRequestToken");
        var invocation = log.forInvocation(version);
        var fields = Map.of("step", step, "secret", secretArn);
        try {
            // Two secrets on one function would change each other's passwords.
            if (!member(event, "SecretId").equals(secretArn)) {
                throw new RotationRefusedException("this function rotates " + secretArn + " only");
            }
            var done = rotation.run(step, version);
            invocation.info(done ? "step done" : "step was done already", fields);
            if (done && step.equals("finishSecret")) {
                invocation.count("SecretRotationsFinished");
            }
        } catch (RotationRefusedException e) {
            invocation.error("step failed", e, Map.of("step", step, "secret", secretArn, "problem", e.getMessage()));
            throw e;
        } catch (RuntimeException e) {
            invocation.error("step failed", e, fields);
            throw e;
        }
    }

    private static String member(JsonObject event, String name) {
        return event.string(name)
                .orElseThrow(() -> new RotationRefusedException(
                        "the event has no " + name + ": only Secrets Manager's rotation invokes this function"));
    }

    static Rotation rotation(RotationSettings settings, SecretsManagerClient client) {
        var users = new PostgresUsers(
                credentials ->
                        settings.database().connect(credentials.user(), credentials.password(), LONGEST_STATEMENT),
                () -> master(settings, client),
                settings.users());
        return new Rotation(new SecretsManagerVersions(client, settings.secretArn()), users, settings);
    }

    private static Credentials master(RotationSettings settings, SecretsManagerClient client) {
        var secret = client.getSecretValue(get -> get.secretId(settings.masterSecretArn()));
        return Credentials.of(String.valueOf(secret.secretString()))
                .orElseThrow(() -> new RotationRefusedException("the master secret holds no password"));
    }
}
