package io.tapstack.lambda.payments.migrations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.shared.AwsClients;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Entry point of {@code payments-migrations}, invoked by Terraform's {@code aws_lambda_invocation}: with the life-cycle
 * scope CRUD the input tells the action in {@code tf.action}.
 *
 * <p>Its environment is {@link MigrationsVariable}. Create and update migrate; delete leaves everything as it is, since
 * a ledger is not Terraform's to drop.
 */
public final class MigrationsHandler implements RequestStreamHandler {
    private final Supplier<LedgerSchema.Result> migration;
    private final JsonLog log;

    /** As Lambda makes it. */
    public MigrationsHandler() {
        this(
                migration(MigrationsSettings.from(Environment.ofProcess())),
                JsonLog.of(
                        "payments-migrations",
                        Environment.ofProcess()
                                .optional("AWS_LAMBDA_FUNCTION_NAME")
                                .orElse("payments-migrations"),
                        JsonLog.Level.INFO,
                        System.out,
                        Clock.systemUTC()));
    }

    MigrationsHandler(Supplier<LedgerSchema.Result> migration, JsonLog log) {
        this.migration = migration;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var invocation = log.forInvocation(context.getAwsRequestId());
        // Without "tf" it was invoked by hand or with the scope CREATE_ONLY: both mean to migrate.
        var action = Json.object(input)
                .object("tf")
                .flatMap(tf -> tf.string("action"))
                .orElse("update");
        output.write(Json.write(run(action, invocation)).getBytes(StandardCharsets.UTF_8));
    }

    private JsonObject run(String action, JsonLog invocation) {
        var answer = new LinkedHashMap<String, Object>();
        switch (action) {
            case "create", "update" -> {
                var result = migration.get();
                answer.put("schemaVersion", result.schemaVersion());
                answer.put("migrationsApplied", result.migrationsApplied());
                invocation.info("migrated", answer);
            }
            case "delete" -> {
                answer.put("migrationsApplied", 0);
                answer.put("message", "Nothing deleted: the ledger's schema and role are kept.");
                invocation.info("delete ignored", Map.of());
            }
            default -> throw new IllegalArgumentException("tf.action must be create, update or delete");
        }
        return new JsonObject(answer);
    }

    /** The secret is read anew every time: RDS rotates it. */
    static Supplier<LedgerSchema.Result> migration(MigrationsSettings settings, Supplier<SecretsManagerClient> client) {
        return () -> {
            try (var secrets = client.get()) {
                var secret = secrets.getSecretValue(get -> get.secretId(settings.masterSecretArn()));
                var master = MasterUser.of(String.valueOf(secret.secretString()));
                return LedgerSchema.migrate(settings.database(), master, settings.ledgerUser());
            }
        };
    }

    private static Supplier<LedgerSchema.Result> migration(MigrationsSettings settings) {
        var builder = AwsClients.configure(SecretsManagerClient.builder(), Region.of(settings.region()));
        return migration(settings, builder::build);
    }
}
