package io.tapstack.lambda.loyalty.api;

import static io.tapstack.lambda.dynamodb.Attributes.text;

import io.tapstack.lambda.loyalty.core.Items;
import io.tapstack.lambda.loyalty.core.Member;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.shared.AwsCalls;
import io.tapstack.lambda.shared.UnavailableException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Makes members and keeps what they choose. */
final class Enrolment {
    private final DynamoDbClient client;
    private final String table;
    private final AwsCalls calls = new AwsCalls("DynamoDB");

    /** @param table of the members */
    Enrolment(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** Makes the member; false where there was one already, who stays as he is. */
    boolean enrol(Member member) {
        var request = PutItemRequest.builder()
                .tableName(table)
                .item(Items.of(member))
                .conditionExpression("attribute_not_exists(memberId)")
                .build();
        try {
            calls.call(() -> client.putItem(request));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** Puts the member on the list of those who want offers or takes him off; nothing where there is none. */
    Optional<Member> wantsOffers(MemberId id, boolean wantsOffers) {
        var request = UpdateItemRequest.builder()
                .tableName(table)
                .key(Map.of(Items.MEMBER_ID, text(id.value())))
                .updateExpression(
                        "SET wantsOffers = :wantsOffers" + (wantsOffers ? ", offersTier = tier" : " REMOVE offersTier"))
                .conditionExpression("attribute_exists(memberId)")
                .expressionAttributeValues(Map.of(":wantsOffers", AttributeValue.fromBool(wantsOffers)))
                .returnValues(ReturnValue.ALL_NEW)
                .build();
        try {
            return Optional.of(
                    Items.member(calls.call(() -> client.updateItem(request)).attributes()));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        } catch (TransactionConflictException e) { // points are booked at this moment
            throw new UnavailableException("the member", e);
        }
    }
}
