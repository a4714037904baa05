package io.tapstack.lambda.loyalty.expiry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.shared.AwsClients;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.OncePerKey;
import io.tapstack.lambda.shared.StreamBatch;
import io.tapstack.lambda.shared.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Entry point of {@code loyalty-expiry}: connects {@link ExpiryRecords} with the transactions table's stream.
 *
 * <p>Its environment is {@link ExpiryVariable}. The event source mapping must report batch item failures.
 */
public final class ExpiryHandler implements RequestStreamHandler {
    /** Enough for a record that meets a slow DynamoDB: a read and a write of at most eight seconds each. */
    private static final int RESERVE_MILLIS = 17_000;

    private final StreamBatch batch;
    private final JsonLog log;
    private final Resource priming = new Priming(); // the context holds it weakly

    /** As Lambda makes it. */
    public ExpiryHandler() {
        this(ExpirySettings.from(Environment.ofProcess()));
        Core.getGlobalContext().register(priming);
    }

    private ExpiryHandler(ExpirySettings settings) {
        this(
                new ExpiryRecords(
                        new Accounts(
                                AwsClients.ofProcess(DynamoDbClient.builder()).build(), settings.tables()),
                        Clock.systemUTC(),
                        OncePerKey::jitter),
                JsonLog.ofProcess("loyalty-expiry", settings.logLevel(), System.out));
    }

    ExpiryHandler(ExpiryRecords records, JsonLog log) {
        this.batch = new StreamBatch(records, "Loyalty");
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

    /**
     * Runs once before SnapStart takes its snapshot: looks up a member who does not exist, through a client of its own so
     * that the snapshot holds loaded classes but no connection.
     */
    private static final class Priming implements Resource {
        @Override
        public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
            var tables = ExpirySettings.from(Environment.ofProcess()).tables();
            try (var client = AwsClients.ofProcess(DynamoDbClient.builder()).build()) {
                new Accounts(client, tables).find(new MemberId("00000000-0000-0000-0000-000000000000"));
            } catch (SdkException | UnavailableException e) {
                return; // what counts is that the classes were used
            }
        }

        @Override
        public void afterRestore(org.crac.Context<? extends Resource> context) {}
    }
}
