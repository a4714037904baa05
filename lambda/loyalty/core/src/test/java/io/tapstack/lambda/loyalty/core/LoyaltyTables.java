package io.tapstack.lambda.loyalty.core;

import static io.tapstack.lambda.dynamodb.Attributes.number;

import io.tapstack.lambda.dynamodb.InMemoryDynamoDb;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The loyalty tables in memory, with keys and indexes as they are deployed, and what is in them. */
public final class LoyaltyTables {
    public static final Accounts.Tables NAMES = new Accounts.Tables("members", "transactions");
    public final InMemoryDynamoDb dynamoDb = new InMemoryDynamoDb()
            .table("members", "memberId")
            .index("OffersIndex", "offersTier", "lastActivityAt")
            .table("transactions", "transactionId")
            .index("MemberIdIndex", "memberId", "timestamp")
            .table("idempotency", "idempotencyKey")
            .table("offers", "runDate", "recordId");
    public final Accounts accounts = new Accounts(dynamoDb, NAMES);

    /** A member's id that ends in the number. */
    public static MemberId memberId(int number) {
        return new MemberId("00000000-0000-4000-8000-%012d".formatted(number));
    }

    /** Enrols a member without going through the API. */
    public MemberId enrol(int number, Optional<String> email, boolean wantsOffers, Tier tier, long now) {
        var member = new Member(memberId(number), new Member.Contact(email, wantsOffers), tier, new Balance(0, 0), now);
        dynamoDb.putItem(request -> request.tableName("members").item(Items.of(member)));
        return member.id();
    }

    /** The member's entries, in no order. */
    public List<Entry> entries(MemberId member) {
        return dynamoDb.items("transactions").stream()
                .filter(item -> item.containsKey(Items.MEMBER_ID))
                .map(Items::entry)
                .filter(entry -> entry.member().equals(member))
                .toList();
    }

    public Member member(MemberId id) {
        return accounts.find(id).orElseThrow();
    }

    /** Lets time to live delete what has expired, and gives the stream's records of it. */
    public List<JsonObject> expireUntil(long seconds) {
        return dynamoDb
                .remove(
                        "transactions",
                        item -> item.containsKey(Earning.EXPIRATION_TIME)
                                && number(item, Earning.EXPIRATION_TIME) <= seconds)
                .stream()
                .map(LoyaltyTables::removal)
                .toList();
    }

    /** The stream's record of an item that time to live deleted. */
    public static JsonObject removal(Map<String, AttributeValue> item) {
        var image = new LinkedHashMap<String, Object>();
        item.forEach(
                (name, value) -> image.put(name, value.n() == null ? Map.of("S", value.s()) : Map.of("N", value.n())));
        return Json.object(Json.write(Map.of(
                "eventID",
                "event-" + item.get(Items.TRANSACTION_ID).s(),
                "eventName",
                "REMOVE",
                "userIdentity",
                Map.of("type", "Service", "principalId", "dynamodb.amazonaws.com"),
                "dynamodb",
                Map.of("SequenceNumber", "seq-" + item.get(Items.TRANSACTION_ID).s(), "OldImage", image))));
    }

    /** Fails unless the member's totals are what the entries add up to, and within their bounds. */
    public void checkBooks(MemberId id) {
        var item = dynamoDb.items("members").stream()
                .filter(member -> member.get(Items.MEMBER_ID).s().equals(id.value()))
                .findFirst()
                .orElseThrow();
        var sum = entries(id).stream()
                .mapToLong(entry -> entry.movement().change())
                .sum();
        var balance = Items.member(item).balance();
        if (sum != balance.available() || sum != number(item, "balance") || sum < 0) {
            throw new AssertionError("entries add up to " + sum + ", member says " + item);
        }
    }
}
