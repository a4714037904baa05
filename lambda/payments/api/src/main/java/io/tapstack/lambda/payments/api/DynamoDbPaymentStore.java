package io.tapstack.lambda.payments.api;

import static io.tapstack.lambda.dynamodb.Attributes.text;

import io.tapstack.lambda.dynamodb.IdempotentTransactions;
import io.tapstack.lambda.shared.Attempt;
import io.tapstack.lambda.shared.AwsCalls;
import io.tapstack.lambda.shared.IdempotencyRecord;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Payments in DynamoDB. Needs only PutItem, GetItem and Query: a transaction of Puts is authorised as PutItem.
 *
 * <p>A new payment is one call, a repeated one two at most (DynamoDB usually returns the record that was in the way).
 */
final class DynamoDbPaymentStore implements PaymentStore {
    private final DynamoDbClient client;
    private final PaymentsApiSettings.Tables tables;
    private final IdempotentTransactions transactions;
    private final AwsCalls calls = new AwsCalls("DynamoDB");

    DynamoDbPaymentStore(DynamoDbClient client, PaymentsApiSettings.Tables tables, Clock clock) {
        this.client = client;
        this.tables = tables;
        this.transactions = new IdempotentTransactions(client, tables.idempotency(), clock);
    }

    @Override
    public Attempt store(Payment payment, IdempotencyRecord record) {
        var put = Put.builder()
                .tableName(tables.payments())
                .item(PaymentItem.of(payment))
                .conditionExpression("attribute_not_exists(transactionId)")
                .build();
        return transactions.write(
                record, List.of(TransactWriteItem.builder().put(put).build()), taken -> {
                    throw taken; // a random id was taken already: a bug
                });
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
        return calls.call(() -> client.query(request)).items().stream()
                .findFirst()
                .map(PaymentItem::payment);
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
        var answer = calls.call(() -> client.query(request.build()));
        return new Page(
                answer.items().stream().map(PaymentItem::payment).toList(),
                Optional.of(answer.lastEvaluatedKey())
                        .filter(key -> !key.isEmpty())
                        .map(PaymentItem::position));
    }

    private static Map<String, AttributeValue> startKey(PaymentQuery query, PaymentQuery.Position after) {
        var key = new HashMap<>(PaymentItem.key(after));
        key.put(query.by().attribute(), text(query.value()));
        return key;
    }
}
