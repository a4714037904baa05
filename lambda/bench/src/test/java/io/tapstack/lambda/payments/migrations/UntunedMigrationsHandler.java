package io.tapstack.lambda.payments.migrations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The same function with everything about its client left to the SDK: the benchmark's yardstick. */
public final class UntunedMigrationsHandler implements RequestStreamHandler {
    private final MigrationsHandler handler;

    /** As Lambda makes it. */
    public UntunedMigrationsHandler() {
        var settings = MigrationsSettings.from(Environment.ofProcess());
        handler = new MigrationsHandler(
                MigrationsHandler.migration(settings, SecretsManagerClient::create),
                JsonLog.of("payments-migrations", "bench", JsonLog.Level.INFO, System.out, Clock.systemUTC()));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        handler.handleRequest(input, output, context);
    }
}
