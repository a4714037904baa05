package io.tapstack.lambda.loyalty.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.dynamodb.IdempotentTransactions;
import io.tapstack.lambda.loyalty.core.Accounts;
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
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Entry point of {@code loyalty-api}: connects {@link LoyaltyApi} with API Gateway's proxy events, DynamoDB and KMS.
 *
 * <p>Its environment is {@link LoyaltyApiVariable}.
 */
public final class LoyaltyApiHandler implements RequestStreamHandler {
    private final LoyaltyApi api;
    private final Resource priming = new Priming(); // the context holds it weakly

    /** As Lambda makes it. */
    public LoyaltyApiHandler() {
        this(wire(
                LoyaltyApiSettings.from(Environment.ofProcess()),
                AwsClients.ofProcess(DynamoDbClient.builder()).build(),
                AwsClients.ofProcess(KmsClient.builder()).build(),
                System.out));
        Core.getGlobalContext().register(priming);
    }

    LoyaltyApiHandler(LoyaltyApi api) {
        this.api = api;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var response = api.answer(ApiRequest.of(Json.object(input)));
        output.write(response.toProxyJson().getBytes(StandardCharsets.UTF_8));
    }

    static LoyaltyApi wire(LoyaltyApiSettings settings, DynamoDbClient client, KmsClient kms, PrintStream lines) {
        var clock = Clock.systemUTC();
        var tables = settings.tables();
        var accounts = new Accounts(client, tables.accounts());
        var movements = new BookMovement(
                accounts,
                new IdempotentTransactions(client, tables.idempotency(), clock),
                settings.rules().earning(),
                OncePerKey.withJitter(),
                clock);
        var parts = new LoyaltyApi.Parts(
                accounts,
                new Enrolment(client, tables.accounts().members()),
                movements,
                new History(client, tables.accounts().transactions(), tables.memberIdIndex()),
                new Cursors(new KmsCursorKey(kms, settings.cursorKeyArn())));
        var log = JsonLog.ofProcess("loyalty-api", settings.logLevel(), lines);
        return new LoyaltyApi(parts, settings.rules().partnerGroup(), settings.allowedOrigin(), clock, log);
    }

    /**
     * Runs once before SnapStart takes its snapshot: looks up a member who does not exist, through clients of its own so
     * that the snapshot holds loaded classes but no connection.
     */
    private static final class Priming implements Resource {
        private static final String EVENT = "{\"httpMethod\":\"GET\",\"resource\":\"/members/{id}\","
                + "\"pathParameters\":{\"id\":\"00000000-0000-0000-0000-000000000000\"},\"requestContext\":"
                + "{\"authorizer\":{\"claims\":{\"sub\":\"00000000-0000-0000-0000-000000000000\"}}}}";

        @Override
        public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
            try (var client = AwsClients.ofProcess(DynamoDbClient.builder()).build();
                    var kms = AwsClients.ofProcess(KmsClient.builder()).build();
                    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
                // The answer does not matter, not even a refusal: the API turns every failure into one.
                wire(LoyaltyApiSettings.from(Environment.ofProcess()), client, kms, nowhere)
                        .answer(ApiRequest.of(Json.object(EVENT)))
                        .toProxyJson();
            }
        }

        @Override
        public void afterRestore(org.crac.Context<? extends Resource> context) {}
    }
}
