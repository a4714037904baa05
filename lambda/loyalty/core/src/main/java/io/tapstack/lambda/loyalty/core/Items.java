package io.tapstack.lambda.loyalty.core;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.optionalText;
import static io.tapstack.lambda.dynamodb.Attributes.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Members and entries as DynamoDB items. */
public final class Items {
    public static final String MEMBER_ID = "memberId";
    public static final String TRANSACTION_ID = "transactionId";
    public static final String TIMESTAMP = "timestamp";
    /** Of the index of members who want offers; only they have it. */
    public static final String OFFERS_TIER = "offersTier";
    /** When the member last enrolled, earned or redeemed, milliseconds. */
    public static final String LAST_ACTIVITY_AT = "lastActivityAt";
    /** The latest time at which an earning of the member expires, seconds. */
    static final String LATEST_EXPIRATION = "latestExpiration";

    private static final String EXPIRES_AT = "expiresAt";

    private Items() {}

    /** The item of somebody who has just enrolled. */
    public static Map<String, AttributeValue> of(Member member) {
        var item = new HashMap<String, AttributeValue>();
        item.put(MEMBER_ID, text(member.id().value()));
        member.contact().email().ifPresent(email -> item.put("email", text(email)));
        item.put("wantsOffers", AttributeValue.fromBool(member.contact().wantsOffers()));
        item.put("tier", text(member.tier().name()));
        item.put("earned", number(member.balance().earned()));
        item.put("used", number(member.balance().used()));
        // Conditions cannot subtract, so the difference is kept beside the totals.
        item.put("balance", number(member.balance().available()));
        item.put(LATEST_EXPIRATION, number(0));
        item.put("enrolledAt", number(member.enrolledAt()));
        item.put(LAST_ACTIVITY_AT, number(member.enrolledAt()));
        if (member.contact().wantsOffers()) {
            item.put(OFFERS_TIER, text(member.tier().name()));
        }
        return item;
    }

    public static Member member(Map<String, AttributeValue> item) {
        return new Member(
                new MemberId(text(item, MEMBER_ID)),
                new Member.Contact(
                        optionalText(item, "email"), item.get("wantsOffers").bool()),
                Tier.valueOf(text(item, "tier")),
                new Balance(number(item, "earned"), number(item, "used")),
                number(item, "enrolledAt"));
    }

    static Map<String, AttributeValue> of(Entry entry) {
        var item = new HashMap<String, AttributeValue>();
        item.put(TRANSACTION_ID, text(entry.id().value()));
        item.put(MEMBER_ID, text(entry.member().value()));
        item.put(TIMESTAMP, number(entry.timestamp()));
        item.put("type", text(entry.movement().type().name()));
        item.put("points", number(entry.movement().points()));
        entry.movement().reference().ifPresent(reference -> item.put("reference", text(reference)));
        entry.expiresAt().ifPresent(seconds -> item.put(EXPIRES_AT, number(seconds)));
        return item;
    }

    public static Entry entry(Map<String, AttributeValue> item) {
        return new Entry(
                new TransactionId(text(item, TRANSACTION_ID)),
                new MemberId(text(item, MEMBER_ID)),
                new Movement(
                        Movement.Type.valueOf(text(item, "type")),
                        number(item, "points"),
                        optionalText(item, "reference")),
                number(item, TIMESTAMP),
                Optional.ofNullable(item.get(EXPIRES_AT)).map(seconds -> Long.parseLong(seconds.n())));
    }
}
