package io.tapstack.lambda.loyalty.offers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.shared.AwsClients;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Entry point of {@code loyalty-offers}: connects {@link OfferRun} with an EventBridge schedule, DynamoDB, EventBridge, SES and
 * SQS.
 *
 * <p>Its environment is {@link OffersVariable}. The day is the event's, so that an event that Lambda tries again after
 * midnight still means the day before.
 */
public final class OffersHandler implements RequestStreamHandler {
    /** Enough for a page of ten members in the ordinary case; a lease outlives the invocation in every case. */
    private static final int RESERVE_MILLIS = 20_000;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final OfferRun run;
    private final Clock clock;
    private final JsonLog log;

    /** As Lambda makes it. */
    public OffersHandler() {
        this(OffersSettings.from(Environment.ofProcess()));
    }

    private OffersHandler(OffersSettings settings) {
        this(wire(settings), Clock.systemUTC(), JsonLog.ofProcess("loyalty-offers", settings.logLevel(), System.out));
    }

    OffersHandler(OfferRun run, Clock clock, JsonLog log) {
        this.run = run;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var date = date(Json.object(input));
        var now = clock.millis();
        var worker = new RunBook.Worker(context.getAwsRequestId(), now, now + context.getRemainingTimeInMillis());
        var state = run.work(
                date,
                worker,
                () -> context.getRemainingTimeInMillis() < RESERVE_MILLIS,
                log.forInvocation(context.getAwsRequestId()));
        var answer = Map.of(
                "runDate", date.toString(), "state", state.map(Run.State::name).orElse("IDLE"));
        output.write(Json.write(answer).getBytes(StandardCharsets.UTF_8));
    }

    private static LocalDate date(JsonObject event) {
        try {
            return OffsetDateTime.parse(event.string("time").orElse(""))
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDate();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("the event's time is missing or unusable");
        }
    }

    private static OfferRun wire(OffersSettings settings) {
        var dynamoDb = AwsClients.ofProcess(DynamoDbClient.builder()).build();
        var tables = settings.tables();
        var deliveries = new Deliveries(dynamoDb, tables.offers());
        var failures = new SqsFailures(
                AwsClients.ofProcess(SqsClient.builder()).build(),
                settings.targets().failuresQueueUrl());
        var interval = SECOND_NANOS / settings.email().perSecond();
        var delivery = new Delivery(
                deliveries,
                new EventBridgeOfferEvents(
                        AwsClients.ofProcess(EventBridgeClient.builder()).build(),
                        settings.targets().eventBus()),
                new SesMailer(AwsClients.onceOfProcess(SesV2Client.builder()).build(), settings.email()),
                failures,
                () -> LockSupport.parkNanos(interval));
        var parts = new OfferRun.Parts(
                new RunBook(dynamoDb, tables.offers()),
                new Audience(dynamoDb, tables),
                new Accounts(dynamoDb, new Accounts.Tables(tables.members(), "")),
                deliveries,
                delivery,
                failures);
        return new OfferRun(parts, settings.selection());
    }
}
