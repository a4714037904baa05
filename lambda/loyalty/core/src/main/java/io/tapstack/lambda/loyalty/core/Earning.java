package io.tapstack.lambda.loyalty.core;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.text;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What waits in the transactions table for an earning's points to expire: an item with a time to live, which DynamoDB
 * deletes; the deletion in the stream is what tells {@code loyalty-expiry}. It lacks the index's keys, so the history does
 * not show it.
 *
 * @param earning the entry's id
 * @param position {@link Balance}: the total that the earning brought its member to
 */
public record Earning(MemberId member, TransactionId earning, long position) {
    /** The member's id, under another name than in entries. */
    public static final String EARNED_BY = "earnedBy";
    /** The entry of the earning. */
    public static final String EARNING_ID = "earningId";
    /** See {@link Balance}. */
    public static final String TOTAL_EARNED = "totalEarned";
    /** The time to live, seconds. */
    public static final String EXPIRATION_TIME = "expirationTime";

    Map<String, AttributeValue> item(long expirationTime) {
        return Map.of(
                Items.TRANSACTION_ID,
                text(earning.expiry().value()),
                EARNED_BY,
                text(member.value()),
                EARNING_ID,
                text(earning.value()),
                TOTAL_EARNED,
                number(position),
                EXPIRATION_TIME,
                number(expirationTime));
    }
}
