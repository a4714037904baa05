package io.tapstack.lambda.payments.api;

import static io.tapstack.lambda.payments.api.PaymentItem.number;
import static io.tapstack.lambda.payments.api.PaymentItem.text;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Payments in DynamoDB. Needs only PutItem, GetItem and Query: a transaction of Puts is authorised as PutItem.
 *
 * <p>A new payment is one call, a repeated one two at most (DynamoDB usually returns the record that was in the way).
 */
final class DynamoDbPaymentStore implements PaymentStore {
    private static final Set<String> THROTTLED = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

    private final DynamoDbClient client;
    private final PaymentsApiSettings.Tables tables;
    private final Clock clock;

    DynamoDbPaymentStore(DynamoDbClient client, PaymentsApiSettings.Tables tables, Clock clock) {
        this.client = client;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public Outcome store(Payment payment, IdempotencyRecord record) {
        try {
            call(() -> client.transactWriteItems(transaction(payment, record)));
            return new Stored();
        } catch (TransactionCanceledException e) {
            return cancelled(e, record);
        }
    }

    @Override
    public Optional<Payment> find(PaymentId id) {
        var request = QueryRequest.builder()
                .tableName(tables.payments())
                .keyConditionExpression("transactionId = :id")
                .expressionAttributeValues(Map.of(":id", text(id.value())))
                .consistentRead(true) // the client may follow the Location header at once
                .limit(1)
                .build();
        return call(() -> client.query(request)).items().stream().findFirst().map(PaymentItem::payment);
    }

    @Override
    public Page list(PaymentQuery query) {
        var request = QueryRequest.builder()
                .tableName(tables.payments())
                .indexName(query.by() == PaymentQuery.By.USER_ID ? tables.userIdIndex() : tables.statusIndex())
                .keyConditionExpression("#by = :value")
                .expressionAttributeNames(Map.of("#by", query.by().attribute()))
                .expressionAttributeValues(Map.of(":value", text(query.value())))
                .scanIndexForward(false)
                .limit(query.limit());
        query.after().ifPresent(after -> request.exclusiveStartKey(startKey(query, after)));
        var answer = call(() -> client.query(request.build()));
        return new Page(
                answer.items().stream().map(PaymentItem::payment).toList(),
                Optional.of(answer.lastEvaluatedKey())
                        .filter(key -> !key.isEmpty())
                        .map(PaymentItem::position));
    }

    private TransactWriteItemsRequest transaction(Payment payment, IdempotencyRecord record) {
        var putRecord = Put.builder()
                .tableName(tables.idempotency())
                .item(PaymentItem.of(record))
                // DynamoDB deletes expired records hours late: one that should be gone counts as gone.
                .conditionExpression("attribute_not_exists(idempotencyKey) OR expirationTime <= :now")
                .expressionAttributeValues(Map.of(":now", number(nowSeconds())))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        var putPayment = Put.builder()
                .tableName(tables.payments())
                .item(PaymentItem.of(payment))
                .conditionExpression("attribute_not_exists(transactionId)")
                .build();
        return TransactWriteItemsRequest.builder()
                .transactItems(
                        TransactWriteItem.builder().put(putRecord).build(),
                        TransactWriteItem.builder().put(putPayment).build())
                .build();
    }

    private Outcome cancelled(TransactionCanceledException e, IdempotencyRecord record) {
        var codes =
                e.cancellationReasons().stream().map(CancellationReason::code).toList();
        if (codes.contains("TransactionConflict")) {
            return new Contended();
        }
        if (codes.stream().anyMatch(THROTTLED::contains)) {
            throw new UnavailableException(e);
        }
        if (codes.isEmpty() || !"ConditionalCheckFailed".equals(codes.get(0))) {
            throw e;
        }
        return inTheWay(e.cancellationReasons().get(0).item(), record)
                .<Outcome>map(KeyUsed::new)
                .orElseGet(Contended::new); // it expired in between
    }

    private Optional<IdempotencyRecord> inTheWay(Map<String, AttributeValue> returned, IdempotencyRecord record) {
        var item = returned.isEmpty() ? read(record.key()) : returned;
        return Optional.of(item).filter(found -> !found.isEmpty()).map(PaymentItem::idempotencyRecord);
    }

    private Map<String, AttributeValue> read(String key) {
        var request = GetItemRequest.builder()
                .tableName(tables.idempotency())
                .key(Map.of(PaymentItem.IDEMPOTENCY_KEY, text(key)))
                .consistentRead(true)
                .build();
        return call(() -> client.getItem(request)).item();
    }

    private static Map<String, AttributeValue> startKey(PaymentQuery query, PaymentQuery.Position after) {
        var key = new HashMap<>(PaymentItem.key(after));
        key.put(query.by().attribute(), text(query.value()));
        return key;
    }

    private long nowSeconds() {
        return clock.instant().getEpochSecond();
    }

    /** Tells "not now" (worth another try by the client) from a mistake of ours. */
    private static <T> T call(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (AwsServiceException e) {
            if (e.isThrottlingException() || e.statusCode() >= 500) {
                throw new UnavailableException(e);
            }
            throw e;
        } catch (SdkClientException e) {
            throw new UnavailableException(e);
        }
    }
}
