package io.tapstack.lambda.loyalty.api;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.text;

import io.tapstack.lambda.loyalty.core.Entry;
import io.tapstack.lambda.loyalty.core.Items;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.TransactionId;
import io.tapstack.lambda.shared.AwsCalls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A member's entries by time, the newest first; may lack those of the last moments. */
final class History {
    private final DynamoDbClient client;
    private final String table;
    private final String index;
    private final AwsCalls calls = new AwsCalls("DynamoDB");

    /**
     * The history in a table.
     *
     * @param table of the transactions
     * @param index by member and time
     */
    History(DynamoDbClient client, String table, String index) {
        this.client = client;
        this.table = table;
        this.index = index;
    }

    /**
     * The last entry of a page. With it the order is total, although entries may share a millisecond.
     *
     * @param timestamp milliseconds since 1970 UTC
     */
    record Position(TransactionId id, long timestamp) {}

    /**
     * Some entries.
     *
     * @param next where the next page starts, if there may be one
     */
    record Page(List<Entry> entries, Optional<Position> next) {}

    Page page(MemberId member, int limit, Optional<Position> after) {
        var request = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("memberId = :member")
                .expressionAttributeValues(Map.of(":member", text(member.value())))
                .scanIndexForward(false)
                .limit(limit);
        after.ifPresent(position -> request.exclusiveStartKey(Map.of(
                Items.TRANSACTION_ID, text(position.id().value()),
                Items.MEMBER_ID, text(member.value()),
                Items.TIMESTAMP, number(position.timestamp()))));
        var answer = calls.call(() -> client.query(request.build()));
        return new Page(
                answer.items().stream().map(Items::entry).toList(),
                Optional.of(answer.lastEvaluatedKey())
                        .filter(key -> !key.isEmpty())
                        .map(key -> new Position(
                                new TransactionId(text(key, Items.TRANSACTION_ID)), number(key, Items.TIMESTAMP))));
    }
}
