package io.tapstack.lambda.migrations;

import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.postgres.DatabaseUser;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * What a migrations function does when Terraform's {@code aws_lambda_invocation} invokes it: with the life-cycle scope
 * CRUD the input tells the action in {@code tf.action}.
 *
 * <p>Create and update migrate; delete leaves everything as it is, since the data is not Terraform's to drop.
 */
public final class MigrationsFunction {
    private final Supplier<Schema.Result> migration;
    private final JsonLog log;

    public MigrationsFunction(Supplier<Schema.Result> migration, JsonLog log) {
        this.migration = migration;
        this.log = log;
    }

    /** Migrates as the user of the secret, which is read anew every time: RDS rotates it. */
    public static Supplier<Schema.Result> migration(
            Schema schema, Database database, String masterSecret, Supplier<SecretsManagerClient> client) {
        return () -> {
            try (var secrets = client.get()) {
                var secret = secrets.getSecretValue(get -> get.secretId(masterSecret));
                return schema.migrate(database, DatabaseUser.of(String.valueOf(secret.secretString())));
            }
        };
    }

    /** Does what the input asks for and writes what came of it. */
    public void answer(InputStream input, OutputStream output, String requestId) throws IOException {
        var invocation = log.forInvocation(requestId);
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
                answer.put("message", "Nothing deleted: schema and role are kept.");
                invocation.info("delete ignored", Map.of());
            }
            default -> throw new IllegalArgumentException("tf.action must be create, update or delete");
        }
        return new JsonObject(answer);
    }
}
