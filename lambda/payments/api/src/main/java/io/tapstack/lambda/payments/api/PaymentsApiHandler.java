package io.tapstack.lambda.payments.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.shared.ApiRequest;
import io.tapstack.lambda.shared.AwsClients;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.OncePerKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Entry point of {@code payments-api}: connects {@link PaymentsApi} with API Gateway's proxy events and DynamoDB.
 *
 * <p>Its environment is {@link PaymentsApiVariable}.
 */
public final class PaymentsApiHandler implements RequestStreamHandler {
    private final PaymentsApi api;
    private final Resource priming = new Priming(); // the context holds it weakly

    /** As Lambda makes it. */
    public PaymentsApiHandler() {
        this(wire(client(), System.out));
        Core.getGlobalContext().register(priming);
    }

    PaymentsApiHandler(PaymentsApi api) {
        this.api = api;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var response = api.answer(ApiRequest.of(Json.object(input)));
        output.write(response.toProxyJson().getBytes(StandardCharsets.UTF_8));
    }

    private static PaymentsApi wire(DynamoDbClient client, PrintStream lines) {
        var settings = PaymentsApiSettings.from(Environment.ofProcess());
        var clock = Clock.systemUTC();
        var store = new DynamoDbPaymentStore(client, settings.tables(), clock);
        return new PaymentsApi(
                new AcceptPayment(store, clock, PaymentId::random, OncePerKey.withJitter()),
                store,
                settings.allowedOrigin(),
                JsonLog.ofProcess("payments-api", settings.logLevel(), lines));
    }

    private static DynamoDbClient client() {
        return AwsClients.ofProcess(DynamoDbClient.builder()).build();
    }

    /**
     * Runs once before SnapStart takes its snapshot: one lookup of a payment that does not exist, through a client of
     * its own so that the snapshot holds loaded classes but no connection.
     */
    private static final class Priming implements Resource {
        private static final String EVENT = "{\"httpMethod\":\"GET\",\"resource\":\"/payment/{id}\","
                + "\"pathParameters\":{\"id\":\"pay_00000000000000000000000000000000\"}}";

        @Override
        public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
            try (var client = client();
                    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
                // The answer does not matter, not even a refusal: PaymentsApi turns every failure into one.
                wire(client, nowhere).answer(ApiRequest.of(Json.object(EVENT))).toProxyJson();
            }
        }

        @Override
        public void afterRestore(org.crac.Context<? extends Resource> context) {}
    }
}
