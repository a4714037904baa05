package io.tapstack.lambda.payments.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.OncePerKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The same function with everything about its client left to the SDK: the benchmark's yardstick. */
public final class UntunedPaymentsApiHandler implements RequestStreamHandler {
    private final PaymentsApiHandler handler;

    /** As Lambda makes it. */
    public UntunedPaymentsApiHandler() {
        var settings = PaymentsApiSettings.from(Environment.ofProcess());
        var clock = Clock.systemUTC();
        var store = new DynamoDbPaymentStore(DynamoDbClient.create(), settings.tables(), clock);
        handler = new PaymentsApiHandler(new PaymentsApi(
                new AcceptPayment(store, clock, PaymentId::random, OncePerKey.withJitter()),
                store,
                settings.allowedOrigin(),
                JsonLog.of("payments-api", "bench", settings.logLevel(), System.out, clock)));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        handler.handleRequest(input, output, context);
    }
}
