package io.tapstack.lambda.portal.migrations;

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

/** Entry point of {@code portal-migrations}: see {@link MigrationsFunction}. Its environment is {@link MigrationsVariable}. */
public final class MigrationsHandler implements RequestStreamHandler {
    private final MigrationsFunction function;

    /** As Lambda makes it. */
    public MigrationsHandler() {
        this(
                migration(MigrationsSettings.from(Environment.ofProcess())),
                JsonLog.ofProcess("portal-migrations", JsonLog.Level.INFO, System.out));
    }

    MigrationsHandler(Supplier<Schema.Result> migration, JsonLog log) {
        function = new MigrationsFunction(migration, log);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        function.answer(input, output, context.getAwsRequestId());
    }

    /** Reads the secret with the function's own credentials. */
    static Supplier<Schema.Result> migration(MigrationsSettings settings) {
        var client = AwsClients.configure(SecretsManagerClient.builder(), Region.of(settings.region()));
        return MigrationsFunction.migration(
                PortalSchema.readBy(settings.user()), settings.database(), settings.masterSecretArn(), client::build);
    }
}
