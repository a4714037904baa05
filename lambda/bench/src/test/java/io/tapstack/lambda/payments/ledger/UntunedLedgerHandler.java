package io.tapstack.lambda.payments.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** The same function with everything about its client left to the SDK: the benchmark's yardstick. */
public final class UntunedLedgerHandler implements RequestStreamHandler {
    private final LedgerHandler handler;

    /** As Lambda makes it. */
    public UntunedLedgerHandler() {
        var settings = LedgerSettings.from(Environment.ofProcess());
        var credentials = DefaultCredentialsProvider.builder().build();
        var ledger = new PostgresLedger(LedgerHandler.connector(settings, credentials));
        var auditTrail = new S3AuditTrail(S3Client.create(), settings.audit());
        handler = new LedgerHandler(
                new LedgerRecords(ledger, auditTrail),
                JsonLog.of("payments-ledger", "bench", settings.logLevel(), System.out, Clock.systemUTC()));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        handler.handleRequest(input, output, context);
    }
}
