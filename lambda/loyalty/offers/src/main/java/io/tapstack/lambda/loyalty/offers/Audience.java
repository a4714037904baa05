package io.tapstack.lambda.loyalty.offers;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.text;

import io.tapstack.lambda.loyalty.core.Items;
import io.tapstack.lambda.loyalty.core.Member;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.Tier;
import io.tapstack.lambda.shared.AwsCalls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The members who want offers, by tier and last activity: an index that the others are not in. Activity only grows and tiers
 * only rise, so who moves during a run moves ahead and is met again, not missed.
 */
final class Audience {
    private final DynamoDbClient client;
    private final OffersSettings.Tables tables;
    private final AwsCalls calls = new AwsCalls("DynamoDB");

    Audience(DynamoDbClient client, OffersSettings.Tables tables) {
        this.client = client;
        this.tables = tables;
    }

    /**
     * Some members of a tier.
     *
     * @param last the last one of them; nothing where no more follow
     */
    record Page(List<Member> members, Optional<Run.Position> last) {}

    Page page(Tier tier, long activeSince, Optional<Run.Position> after, int limit) {
        var request = QueryRequest.builder()
                .tableName(tables.members())
                .indexName(tables.offersIndex())
                .keyConditionExpression("offersTier = :tier AND lastActivityAt >= :since")
                .expressionAttributeValues(Map.of(":tier", text(tier.name()), ":since", number(activeSince)))
                .limit(limit);
        after.ifPresent(position -> request.exclusiveStartKey(Map.of(
                Items.MEMBER_ID, text(position.member().value()),
                Items.OFFERS_TIER, text(tier.name()),
                Items.LAST_ACTIVITY_AT, number(position.lastActivityAt()))));
        var answer = calls.call(() -> client.query(request.build()));
        return new Page(
                answer.items().stream().map(Items::member).toList(),
                Optional.of(answer.lastEvaluatedKey())
                        .filter(key -> !key.isEmpty())
                        .map(key -> new Run.Position(
                                new MemberId(text(key, Items.MEMBER_ID)), number(key, Items.LAST_ACTIVITY_AT))));
    }
}
