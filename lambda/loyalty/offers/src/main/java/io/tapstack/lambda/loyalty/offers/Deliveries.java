package io.tapstack.lambda.loyalty.offers;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.text;

import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.shared.AwsCalls;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * What became of each member's offer of a day: one item a member, so that nobody gets two, and one more for each that failed,
 * so that they are found again.
 */
final class Deliveries {
    static final String RUN_DATE = "runDate";
    static final String RECORD_ID = "recordId";
    private static final String MEMBER = "MEMBER#";
    private static final String FAILED = "FAILED#";
    private static final String STATE = "offerState";

    private final DynamoDbClient client;
    private final String table;
    private final AwsCalls calls = new AwsCalls("DynamoDB");

    Deliveries(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** How far a member's offer is. */
    enum State {
        /** To be published and, if there is an address, sent: nothing was sent yet. */
        CLAIMED,
        /** Published, and perhaps sent. */
        MAILING,
        DONE,
        GIVEN_UP
    }

    /**
     * An offer that could not be delivered.
     *
     * @param attempts how many were made
     */
    record Failed(MemberId member, int attempts) {}

    /** Claims the member's offer, or says how far it is already. */
    State claim(Offer offer) {
        var item = Map.of(
                RUN_DATE,
                text(offer.runDate().toString()),
                RECORD_ID,
                text(MEMBER + offer.member()),
                STATE,
                text(State.CLAIMED.name()),
                "expirationTime",
                number(RunBook.expiration(offer.runDate())));
        var request = PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(recordId)")
                .build();
        try {
            calls.call(() -> client.putItem(request));
            return State.CLAIMED;
        } catch (ConditionalCheckFailedException e) {
            return state(offer);
        }
    }

    /** Moves the member's offer on. */
    void enter(Offer offer, State state) {
        calls.call(() -> client.updateItem(request -> request.tableName(table)
                .key(key(offer.runDate(), MEMBER + offer.member()))
                .updateExpression("SET offerState = :state")
                .expressionAttributeValues(Map.of(":state", text(state.name())))));
    }

    /** Remembers that the offer is to be tried again. */
    void failed(Offer offer, int attempts, String reason) {
        var item = Map.of(
                RUN_DATE,
                text(offer.runDate().toString()),
                RECORD_ID,
                text(FAILED + offer.member()),
                "attempts",
                number(attempts),
                "reason",
                text(reason),
                "expirationTime",
                number(RunBook.expiration(offer.runDate())));
        calls.call(() -> client.putItem(request -> request.tableName(table).item(item)));
    }

    /** Forgets that the offer had failed. */
    void settled(LocalDate date, MemberId member) {
        calls.call(() -> client.deleteItem(request -> request.tableName(table).key(key(date, FAILED + member))));
    }

    /** Some of the offers that failed, in the order of their members. */
    List<Failed> failures(LocalDate date, String afterMember, int limit) {
        var request = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("runDate = :date AND begins_with(recordId, :failed)")
                .expressionAttributeValues(Map.of(":date", text(date.toString()), ":failed", text(FAILED)))
                .consistentRead(true)
                .limit(limit);
        if (!afterMember.isEmpty()) {
            request.exclusiveStartKey(key(date, FAILED + afterMember));
        }
        return calls.call(() -> client.query(request.build())).items().stream()
                .map(item -> new Failed(
                        new MemberId(text(item, RECORD_ID).substring(FAILED.length())), (int) number(item, "attempts")))
                .toList();
    }

    private State state(Offer offer) {
        var request = GetItemRequest.builder()
                .tableName(table)
                .key(key(offer.runDate(), MEMBER + offer.member()))
                .consistentRead(true)
                .build();
        return State.valueOf(text(calls.call(() -> client.getItem(request)).item(), STATE));
    }

    private static Map<String, AttributeValue> key(LocalDate date, String recordId) {
        return Map.of(RUN_DATE, text(date.toString()), RECORD_ID, text(recordId));
    }
}
