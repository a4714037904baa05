package io.tapstack.lambda.loyalty.core;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.text;

import io.tapstack.lambda.dynamodb.IdempotentTransactions;
import io.tapstack.lambda.shared.Attempt;
import io.tapstack.lambda.shared.AwsCalls;
import io.tapstack.lambda.shared.IdempotencyRecord;
import io.tapstack.lambda.shared.PoisonRecordException;
import io.tapstack.lambda.shared.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Members' points in DynamoDB: each movement is one transaction of entry, totals and idempotency record. Entries are only
 * ever added. Every method may throw {@link io.tapstack.lambda.shared.UnavailableException}.
 */
public final class Accounts {
    private final DynamoDbClient client;
    private final Tables tables;
    private final AwsCalls calls = new AwsCalls("DynamoDB");

    /** Names of the tables. */
    public record Tables(String members, String transactions) {}

    /** What applies to earnings. */
    public record EarningRules(TierThresholds tiers, Duration lifetime) {}

    public Accounts(DynamoDbClient client, Tables tables) {
        this.client = client;
        this.tables = tables;
    }

    /** The member with the id; sees everything that was written before the call. */
    public Optional<Member> find(MemberId id) {
        return item(id).map(Items::member);
    }

    /** The entry with the id. */
    public Optional<Entry> entry(TransactionId id) {
        return get(tables.transactions(), Items.TRANSACTION_ID, id.value()).map(Items::entry);
    }

    /**
     * Attempts to book an earning.
     *
     * <p>Only one earning of a member is booked at a time, since its place in the row of points depends on all before it.
     * It expires no earlier than the one before, even where the lifetime was shortened in between.
     *
     * @throws Problem.ProblemException 404 where there is no such member, 422 where the total would pass the limit
     */
    public Attempt earn(
            MemberId id,
            Movement movement,
            IdempotencyRecord record,
            EarningRules rules,
            IdempotentTransactions transactions) {
        var found = item(id);
        if (found.isEmpty()) {
            return transactions.unlessUsed(record, LoyaltyProblems.memberNotFound());
        }
        var before = Items.member(found.get());
        var earned = before.balance().earned() + movement.points();
        if (earned > Balance.MAXIMUM_EARNED) {
            return transactions.unlessUsed(record, LoyaltyProblems.pointsLimit());
        }
        var expiration = Math.max(
                number(found.get(), Items.LATEST_EXPIRATION),
                record.timestamp() / 1000 + rules.lifetime().toSeconds());
        var entry = entry(id, movement, record, Optional.of(expiration));
        var earning = new Earning(id, entry.id(), earned);
        return transactions.write(
                record,
                List.of(
                        earned(
                                before,
                                movement,
                                record.timestamp(),
                                expiration,
                                rules.tiers().of(earned)),
                        put(Items.of(entry)),
                        put(earning.item(expiration))),
                changed -> new Attempt.Contended());
    }

    /**
     * Attempts to book a redemption. Redemptions do not wait for each other: each takes its points off, provided that
     * there are as many.
     *
     * @throws Problem.ProblemException 404 where there is no such member, 422 where the points do not suffice
     */
    public Attempt redeem(
            MemberId id, Movement movement, IdempotencyRecord record, IdempotentTransactions transactions) {
        var update = Update.builder()
                .tableName(tables.members())
                .key(key(id))
                .updateExpression("SET used = used + :points, balance = balance - :points, lastActivityAt = :now")
                .conditionExpression("balance >= :points")
                .expressionAttributeValues(
                        Map.of(":points", number(movement.points()), ":now", number(record.timestamp())))
                .build();
        return transactions.write(
                record,
                List.of(update(update), put(Items.of(entry(id, movement, record, Optional.empty())))),
                refused -> {
                    throw (item(id).isEmpty() ? LoyaltyProblems.memberNotFound() : LoyaltyProblems.insufficientPoints())
                            .toException();
                });
    }

    /**
     * Attempts to expire an earning: what of the points up to its end is not gone yet, goes now.
     *
     * @return how many points went; nothing where somebody else moved points of the member at the same moment
     * @throws PoisonRecordException where there is no such member
     */
    public Optional<Long> expire(Earning earning, long now) {
        var member = find(earning.member()).orElseThrow(() -> new PoisonRecordException("no such member"));
        if (earning.position() > member.balance().earned()) {
            throw new PoisonRecordException("the member never earned as many points");
        }
        var points = member.balance().expiring(earning.position());
        if (points == 0) {
            return Optional.of(0L);
        }
        var movement = new Movement(
                Movement.Type.EXPIRE, points, Optional.of(earning.earning().value()));
        var entry = new Entry(earning.earning().expiry(), member.id(), movement, now, Optional.empty());
        var update = Update.builder()
                .tableName(tables.members())
                .key(key(member.id()))
                .updateExpression("SET used = used + :points, balance = balance - :points")
                .conditionExpression("used = :before")
                .expressionAttributeValues(Map.of(
                        ":points", number(points),
                        ":before", number(member.balance().used())))
                .build();
        var request = TransactWriteItemsRequest.builder()
                .transactItems(update(update), put(Items.of(entry)))
                .build();
        try {
            calls.call(() -> client.transactWriteItems(request));
            return Optional.of(points);
        } catch (TransactionCanceledException e) {
            if (IdempotentTransactions.isContended(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private TransactWriteItem earned(Member before, Movement movement, long now, long expiration, Tier tier) {
        var wantsOffers = before.contact().wantsOffers();
        return update(Update.builder()
                .tableName(tables.members())
                .key(key(before.id()))
                .updateExpression("SET earned = earned + :points, balance = balance + :points, tier = :tier, "
                        + "lastActivityAt = :now, latestExpiration = :expiration"
                        + (wantsOffers ? ", offersTier = :tier" : ""))
                .conditionExpression("earned = :before AND wantsOffers = :wantsOffers")
                .expressionAttributeValues(Map.of(
                        ":points", number(movement.points()),
                        ":tier", text(tier.name()),
                        ":now", number(now),
                        ":expiration", number(expiration),
                        ":before", number(before.balance().earned()),
                        ":wantsOffers", AttributeValue.fromBool(wantsOffers)))
                .build());
    }

    private static Entry entry(MemberId id, Movement movement, IdempotencyRecord record, Optional<Long> expiresAt) {
        return new Entry(new TransactionId(record.transactionId()), id, movement, record.timestamp(), expiresAt);
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(tables.transactions())
                        .item(item)
                        .conditionExpression("attribute_not_exists(transactionId)")
                        .build())
                .build();
    }

    private static TransactWriteItem update(Update update) {
        return TransactWriteItem.builder().update(update).build();
    }

    private Optional<Map<String, AttributeValue>> item(MemberId id) {
        return get(tables.members(), Items.MEMBER_ID, id.value());
    }

    private Optional<Map<String, AttributeValue>> get(String table, String key, String value) {
        var request = GetItemRequest.builder()
                .tableName(table)
                .key(Map.of(key, text(value)))
                .consistentRead(true)
                .build();
        return Optional.of(calls.call(() -> client.getItem(request)).item()).filter(item -> !item.isEmpty());
    }

    private static Map<String, AttributeValue> key(MemberId id) {
        return Map.of(Items.MEMBER_ID, text(id.value()));
    }
}
