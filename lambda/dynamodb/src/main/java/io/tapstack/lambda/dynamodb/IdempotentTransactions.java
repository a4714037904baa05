package io.tapstack.lambda.dynamodb;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.text;

import io.tapstack.lambda.shared.Attempt;
import io.tapstack.lambda.shared.AwsCalls;
import io.tapstack.lambda.shared.IdempotencyRecord;
import io.tapstack.lambda.shared.Problem;
import io.tapstack.lambda.shared.UnavailableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes things together with the idempotency record of the request that asked for them: all or nothing, and nothing
 * where the key is remembered.
 *
 * <p>The record's table has the hash key {@code idempotencyKey} and time to live on {@code expirationTime}. Needs
 * PutItem and GetItem there.
 */
public final class IdempotentTransactions {
    private static final String KEY = "idempotencyKey";
    private static final String REQUEST_HASH = "requestHash";
    private static final String TRANSACTION_ID = "transactionId";
    private static final String TIMESTAMP = "timestamp";
    private static final String EXPIRATION_TIME = "expirationTime";
    private static final Set<String> THROTTLED = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");
    private static final String CONFLICT = "TransactionConflict";
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;
    private final AwsCalls calls = new AwsCalls("DynamoDB");

    /** @param table of the idempotency records */
    public IdempotentTransactions(DynamoDbClient client, String table, Clock clock) {
        this.client = client;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Attempts to write the record and the items.
     *
     * @param refused says what it means that the key is new but a condition of the items does not hold; the reasons
     *     begin with the record's
     * @throws UnavailableException where it is not known whether they were written
     */
    public Attempt write(
            IdempotencyRecord record,
            List<TransactWriteItem> items,
            Function<TransactionCanceledException, Attempt> refused) {
        var all = new ArrayList<TransactWriteItem>();
        all.add(TransactWriteItem.builder().put(put(record)).build());
        all.addAll(items);
        var request = TransactWriteItemsRequest.builder().transactItems(all).build();
        try {
            calls.call(() -> client.transactWriteItems(request));
            return new Attempt.Stored();
        } catch (TransactionCanceledException e) {
            return cancelled(e, record, refused);
        }
    }

    /**
     * What to answer to a request that cannot be carried out: who repeats one that could be, gets its first answer.
     *
     * @throws Problem.ProblemException the problem, where the key is new
     */
    public Attempt unlessUsed(IdempotencyRecord record, Problem problem) {
        return inTheWay(Map.of(), record).<Attempt>map(Attempt.KeyUsed::new).orElseThrow(problem::toException);
    }

    /**
     * Whether a transaction failed because others wrote the same items, at the same moment or since they were read.
     *
     * @throws UnavailableException where it was throttled
     */
    public static boolean isContended(TransactionCanceledException e) {
        var codes = codes(e);
        return codes.contains(CONFLICT) || codes.contains(CONDITION_FAILED);
    }

    private static List<String> codes(TransactionCanceledException e) {
        var codes =
                e.cancellationReasons().stream().map(CancellationReason::code).toList();
        if (!codes.contains(CONFLICT) && codes.stream().anyMatch(THROTTLED::contains)) {
            throw new UnavailableException("DynamoDB", e);
        }
        return codes;
    }

    private Put put(IdempotencyRecord record) {
        return Put.builder()
                .tableName(table)
                .item(Map.of(
                        KEY, text(record.key()),
                        REQUEST_HASH, text(record.requestHash()),
                        TRANSACTION_ID, text(record.transactionId()),
                        TIMESTAMP, number(record.timestamp()),
                        EXPIRATION_TIME, number(record.expirationTime())))
                // DynamoDB deletes expired records hours late: one that should be gone counts as gone.
                .conditionExpression("attribute_not_exists(idempotencyKey) OR expirationTime <= :now")
                .expressionAttributeValues(Map.of(":now", number(clock.instant().getEpochSecond())))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private Attempt cancelled(
            TransactionCanceledException e,
            IdempotencyRecord record,
            Function<TransactionCanceledException, Attempt> refused) {
        var codes = codes(e);
        if (codes.contains(CONFLICT)) {
            return new Attempt.Contended();
        }
        if (!codes.contains(CONDITION_FAILED)) {
            throw e;
        }
        // Whoever repeats a request gets the first answer, even where the request could not succeed any more.
        var used = inTheWay(e.cancellationReasons().get(0).item(), record);
        if (used.isPresent()) {
            return new Attempt.KeyUsed(used.get());
        }
        return codes.get(0).equals(CONDITION_FAILED)
                ? new Attempt.Contended() // it expired in between
                : refused.apply(e);
    }

    private Optional<IdempotencyRecord> inTheWay(Map<String, AttributeValue> returned, IdempotencyRecord record) {
        var item = returned.isEmpty() ? read(record.key()) : returned;
        return Optional.of(item).filter(this::isRemembered).map(IdempotentTransactions::record);
    }

    private boolean isRemembered(Map<String, AttributeValue> item) {
        return !item.isEmpty()
                && number(item, EXPIRATION_TIME) > clock.instant().getEpochSecond();
    }

    private Map<String, AttributeValue> read(String key) {
        var request = GetItemRequest.builder()
                .tableName(table)
                .key(Map.of(KEY, text(key)))
                .consistentRead(true)
                .build();
        return calls.call(() -> client.getItem(request)).item();
    }

    private static IdempotencyRecord record(Map<String, AttributeValue> item) {
        return new IdempotencyRecord(
                text(item, KEY), text(item, REQUEST_HASH), text(item, TRANSACTION_ID), number(item, TIMESTAMP));
    }
}
