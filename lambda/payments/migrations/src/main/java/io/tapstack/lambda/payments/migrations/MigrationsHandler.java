package io.tapstack.lambda.payments.migrations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.migrations.MigrationsFunction;
import io.tapstack.lambda.migrations.Schema;
import io.tapstack.lambda.shared.AwsClients;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Entry point of {@code payments-migrations}: see {@link MigrationsFunction}. Its environment is {@link MigrationsVariable}. */
public final class MigrationsHandler implements RequestStreamHandler {
    private final MigrationsFunction function;

    /** As Lambda makes it. */
    public MigrationsHandler() {
        this(
                migration(MigrationsSettings.from(Environment.ofProcess())),
                JsonLog.ofProcess("payments-migrations", JsonLog.Level.INFO, System.out));
    }

    MigrationsHandler(Supplier<Schema.Result> migration, JsonLog log) {
        function = new MigrationsFunction(migration, log);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        function.answer(input, output, context.getAwsRequestId());
    }

    static Supplier<Schema.Result> migration(MigrationsSettings settings, Supplier<SecretsManagerClient> client) {
        return MigrationsFunction.migration(
                LedgerSchema.of(settings.ledgerUser()), settings.database(), settings.masterSecretArn(), client);
    }

    /** Reads the secret with the function's own credentials. */
    static Supplier<Schema.Result> migration(MigrationsSettings settings) {
        var builder = AwsClients.configure(SecretsManagerClient.builder(), Region.of(settings.region()));
        return migration(settings, builder::build);
    }
}
