package io.tapstack.lambda.loyalty.offers;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.optionalText;
import static io.tapstack.lambda.dynamodb.Attributes.text;

import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.Tier;
import io.tapstack.lambda.shared.AwsCalls;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The runs, one item a day: how far each is and which invocation works on it. An invocation holds the run until its own
 * end, so that a second one never serves the same members.
 */
final class RunBook {
    /** How long a run and what it did are remembered. */
    static final Duration LIFETIME = Duration.ofDays(30);

    private static final String HELD = "invocation = :me";

    private final DynamoDbClient client;
    private final String table;
    private final AwsCalls calls = new AwsCalls("DynamoDB");

    RunBook(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /**
     * Who asks to work on a run.
     *
     * @param now milliseconds
     * @param until when the invocation will have ended, milliseconds
     */
    record Worker(String invocation, long now, long until) {}

    /** Begins the day's run or goes on with it; nothing where it is done or somebody works on it. */
    Optional<Run> begin(LocalDate date, Worker worker, long activeSince) {
        return take(
                date,
                worker,
                ", activeSince = if_not_exists(activeSince, :activeSince), "
                        + "runState = if_not_exists(runState, :selecting), expirationTime = :expiration",
                "attribute_not_exists(recordId) OR (runState <> :done AND leaseUntil <= :now)",
                Map.of(
                        ":activeSince", number(activeSince),
                        ":selecting", text(Run.State.SELECTING.name()),
                        ":expiration", number(expiration(date))));
    }

    /** Goes on with a run of an earlier day; nothing where there was none, it is done or somebody works on it. */
    Optional<Run> resume(LocalDate date, Worker worker) {
        return take(
                date, worker, "", "attribute_exists(recordId) AND runState <> :done AND leaseUntil <= :now", Map.of());
    }

    /** Remembers that the selection came so far. */
    void checkpoint(Run run, Run.Checkpoint checkpoint) {
        var values = new HashMap<>(Map.of(":tier", text(checkpoint.tier().name())));
        checkpoint.after().ifPresent(after -> {
            values.put(":member", text(after.member().value()));
            values.put(":activity", number(after.lastActivityAt()));
        });
        update(
                run,
                checkpoint.after().isPresent()
                        ? "SET pageTier = :tier, pageMember = :member, pageActivity = :activity"
                        : "SET pageTier = :tier REMOVE pageMember, pageActivity",
                values);
    }

    void enter(Run run, Run.State state) {
        update(run, "SET runState = :state", Map.of(":state", text(state.name())));
    }

    /** Lets another invocation work on the run. */
    void release(Run run) {
        update(run, "SET leaseUntil = :over", Map.of(":over", number(0)));
    }

    /** When what belongs to the day's run is forgotten, seconds. */
    static long expiration(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).plus(LIFETIME).toEpochSecond();
    }

    private Optional<Run> take(
            LocalDate date, Worker worker, String more, String condition, Map<String, AttributeValue> moreValues) {
        var values = new HashMap<>(moreValues);
        values.put(":me", text(worker.invocation()));
        values.put(":until", number(worker.until()));
        values.put(":now", number(worker.now()));
        values.put(":done", text(Run.State.DONE.name()));
        var request = UpdateItemRequest.builder()
                .tableName(table)
                .key(key(date))
                .updateExpression("SET invocation = :me, leaseUntil = :until" + more)
                .conditionExpression(condition)
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .build();
        try {
            return Optional.of(
                    run(date, calls.call(() -> client.updateItem(request)).attributes()));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    private void update(Run run, String expression, Map<String, AttributeValue> moreValues) {
        var values = new HashMap<>(moreValues);
        values.put(":me", text(run.invocation()));
        calls.call(() -> client.updateItem(request -> request.tableName(table)
                .key(key(run.date()))
                .updateExpression(expression)
                .conditionExpression(HELD)
                .expressionAttributeValues(values)));
    }

    private static Map<String, AttributeValue> key(LocalDate date) {
        return Map.of(Deliveries.RUN_DATE, text(date.toString()), Deliveries.RECORD_ID, text("RUN"));
    }

    private static Run run(LocalDate date, Map<String, AttributeValue> item) {
        var checkpoint = optionalText(item, "pageTier")
                .map(tier -> new Run.Checkpoint(
                        Tier.valueOf(tier),
                        optionalText(item, "pageMember")
                                .map(member -> new Run.Position(new MemberId(member), number(item, "pageActivity")))));
        return new Run(
                date,
                text(item, "invocation"),
                Run.State.valueOf(text(item, "runState")),
                number(item, "activeSince"),
                checkpoint);
    }
}
