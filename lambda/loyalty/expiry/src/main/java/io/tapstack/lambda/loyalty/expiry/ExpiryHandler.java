package io.tapstack.lambda.loyalty.expiry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.shared.AwsClients;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.OncePerKey;
import io.tapstack.lambda.shared.StreamBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
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

    /** As Lambda makes it. */
    public ExpiryHandler() {
        this(ExpirySettings.from(Environment.ofProcess()));
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
}
