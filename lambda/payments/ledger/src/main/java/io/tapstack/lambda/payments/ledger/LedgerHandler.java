package io.tapstack.lambda.payments.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.shared.AwsClients;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.StreamBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Entry point of {@code payments-ledger}: connects {@link LedgerRecords} with the table's stream, PostgreSQL and S3.
 *
 * <p>Its environment is {@link LedgerVariable}. The event source mapping must report batch item failures.
 */
public final class LedgerHandler implements RequestStreamHandler {
    private static final Duration DATABASE_READ = Duration.ofSeconds(4);
    /** Enough for a record that finds its connection dead, makes another and books on it. */
    private static final int RESERVE_MILLIS = 14_000;

    private final StreamBatch batch;
    private final JsonLog log;
    private Resource priming; // the context holds it weakly

    /** As Lambda makes it. */
    public LedgerHandler() {
        this(LedgerSettings.from(Environment.ofProcess()));
        priming = new Priming(LedgerSettings.from(Environment.ofProcess()));
        Core.getGlobalContext().register(priming);
    }

    private LedgerHandler(LedgerSettings settings) {
        this(
                new LedgerRecords(
                        new PostgresLedger(connector(settings, AwsClients.credentials())),
                        new S3AuditTrail(
                                AwsClients.configure(S3Client.builder(), Region.of(settings.region()))
                                        .build(),
                                settings.audit())),
                JsonLog.ofProcess("payments-ledger", settings.logLevel(), System.out));
    }

    LedgerHandler(LedgerRecords records, JsonLog log) {
        this.batch = new StreamBatch(records, "Ledger");
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        batch.answer(
                input,
                output,
                () -> context.getRemainingTimeInMillis() < RESERVE_MILLIS,
                log.forInvocation(context.getAwsRequestId()));
    }

    static PostgresLedger.Connector connector(LedgerSettings settings, AwsCredentialsProvider credentials) {
        var database = settings.database();
        return () -> database.connect(settings.user(), token(settings, credentials), DATABASE_READ);
    }

    private static String token(LedgerSettings settings, AwsCredentialsProvider credentials) {
        return RdsToken.of(
                settings.database().host(),
                settings.database().port(),
                settings.user(),
                settings.region(),
                credentials.resolveCredentials(),
                Clock.systemUTC());
    }

    /**
     * Runs once before SnapStart takes its snapshot: loads the classes that sign. A connection is not made, since none
     * would outlive the snapshot, and nothing may be booked.
     */
    private record Priming(LedgerSettings settings) implements Resource {
        @Override
        public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
            token(settings, AwsClients.credentials());
        }

        @Override
        public void afterRestore(org.crac.Context<? extends Resource> context) {}
    }
}
