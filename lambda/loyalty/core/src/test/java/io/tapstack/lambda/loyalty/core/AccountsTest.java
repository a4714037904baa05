package io.tapstack.lambda.loyalty.core;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.dynamodb.IdempotentTransactions;
import io.tapstack.lambda.dynamodb.InMemoryDynamoDb;
import io.tapstack.lambda.shared.IdempotencyRecord;
import io.tapstack.lambda.shared.OncePerKey;
import io.tapstack.lambda.shared.PoisonRecordException;
import io.tapstack.lambda.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

@Tag("L1")
@Tag("L3")
class AccountsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private final TierThresholds tiers = new TierThresholds(100, 500, 1_000);

    private long now = Instant.parse("2026-11-18T10:00:00.123Z").toEpochMilli();
    private final LoyaltyTables tables = new LoyaltyTables();
    private final MemberId member = tables.enrol(1, Optional.of("a@example.org"), true, Tier.BRONZE, now);
    private final IdempotentTransactions transactions = new IdempotentTransactions(
            tables.dynamoDb, "idempotency", Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC));

    @Test
    void anEarningIsOneTransactionOfRecordTotalsEntryAndExpiry() {
        earn("k", 100, DAY);

        var request = (TransactWriteItemsRequest) tables.dynamoDb.requests.get(tables.dynamoDb.requests.size() - 1);
        var items = request.transactItems();
        assertThat(items).hasSize(4);
        assertThat(items.get(0).put().tableName()).isEqualTo("idempotency");
        assertThat(items.get(1).update().tableName()).isEqualTo("members");
        assertThat(items.get(1).update().conditionExpression())
                .isEqualTo("earned = :before AND wantsOffers = :wantsOffers");
        assertThat(items.get(2).put().item())
                .containsKeys("memberId", "timestamp")
                .doesNotContainKey("expirationTime");
        assertThat(items.get(3).put().item())
                .containsEntry("expirationTime", number(now / 1000 + DAY.toSeconds()))
                .doesNotContainKeys("memberId", "timestamp");
    }

    @Test
    void theTierRisesWithThePointsEverEarnedAndStaysWhenTheyAreRedeemed() {
        earn("k1", 99, DAY);
        assertThat(tables.member(member).tier()).isEqualTo(Tier.BRONZE);
        earn("k2", 1, DAY);
        assertThat(tables.member(member).tier()).isEqualTo(Tier.SILVER);
        redeem("k3", 100);
        assertThat(tables.member(member).tier()).isEqualTo(Tier.SILVER);
        assertThat(tables.dynamoDb.items("members").get(0)).containsEntry("offersTier", text("SILVER"));
    }

    @Test
    void aMemberWhoWantsNoOffersIsNotInTheirIndex() {
        var other = tables.enrol(2, Optional.empty(), false, Tier.BRONZE, now);
        book("k", other, Movement.Type.EARN, 600, DAY);

        assertThat(tables.member(other).tier()).isEqualTo(Tier.GOLD);
        assertThat(tables.dynamoDb.items("members").get(1)).doesNotContainKey("offersTier");
    }

    @Test
    void refusesToRedeemMoreThanThereIsAndChangesNothing() {
        earn("k1", 50, DAY);

        assertThatThrownBy(() -> redeem("k2", 51)).isInstanceOfSatisfying(Problem.ProblemException.class, e -> {
            assertThat(e.problem().slug()).isEqualTo("insufficient-points");
            assertThat(e.problem().status()).isEqualTo(422);
        });
        assertThat(tables.entries(member)).hasSize(1);
        assertThat(tables.dynamoDb.items("idempotency")).hasSize(1);
        assertThat(redeem("k2", 50)).isFalse();
    }

    @Test
    void aRepeatedRedemptionIsAnsweredAsTheFirstEvenWhenThePointsWouldNotSuffice() {
        earn("k1", 50, DAY);
        redeem("k2", 50);

        assertThat(redeem("k2", 50)).isTrue();
        tables.checkBooks(member);
        assertThat(tables.member(member).balance()).isEqualTo(new Balance(50, 50));
    }

    @Test
    void aRepeatedEarningIsAnsweredAsTheFirstEvenWhenTheMemberIsGone() {
        earn("k1", 50, DAY);
        tables.dynamoDb.remove("members", item -> true);

        assertThat(earn("k1", 50, DAY)).isTrue();
    }

    @Test
    void nobodyEarnsPastTheLimit() {
        tables.dynamoDb.updateItem(request -> request.tableName("members")
                .key(Map.of("memberId", text(member.value())))
                .updateExpression("SET earned = :most")
                .expressionAttributeValues(Map.of(":most", number(Balance.MAXIMUM_EARNED - 10))));

        assertThatThrownBy(() -> earn("k1", 11, DAY))
                .isInstanceOfSatisfying(
                        Problem.ProblemException.class,
                        e -> assertThat(e.problem().slug()).isEqualTo("points-limit"));
        assertThat(earn("k2", 10, DAY)).isFalse();
        assertThat(earn("k2", 10, DAY)).isTrue();
    }

    @Test
    void knowsNoMemberWhoDidNotEnrol() {
        var nobody = LoyaltyTables.memberId(9);

        for (var type : List.of(Movement.Type.EARN, Movement.Type.REDEEM)) {
            assertThatThrownBy(() -> book("k", nobody, type, 1, DAY))
                    .isInstanceOfSatisfying(
                            Problem.ProblemException.class,
                            e -> assertThat(e.problem().slug()).isEqualTo("member-not-found"));
        }
    }

    @Test
    void noEarningExpiresBeforeAnOlderOneEvenWhenTheLifetimeIsShortened() {
        earn("k1", 10, DAY.multipliedBy(30));
        earn("k2", 10, DAY);

        assertThat(tables.entries(member))
                .extracting(entry -> entry.expiresAt().orElseThrow())
                .containsOnly(now / 1000 + DAY.multipliedBy(30).toSeconds());
    }

    @Test
    void expiryTakesWhatIsLeftOfTheEarningAndKeepsTheHistory() {
        earn("k1", 100, DAY);
        redeem("k2", 30);
        now += 1000;
        earn("k3", 20, DAY.multipliedBy(2));

        assertThat(expire(100)).contains(70L);
        assertThat(tables.member(member).balance().available()).isEqualTo(20);
        assertThat(tables.entries(member)).hasSize(4);
        assertThat(expire(100)).contains(0L);
        tables.checkBooks(member);
    }

    @Test
    void theLatestEarningExpiresToo() {
        earn("k1", 100, DAY);

        assertThat(expire(100)).contains(100L);
        assertThat(tables.member(member).balance()).isEqualTo(new Balance(100, 100));
    }

    @Test
    void anExpiryIsBookedOnceUnderAnIdOfTheEarning() {
        earn("k1", 100, DAY);
        expire(100);

        assertThat(tables.accounts.entry(new TransactionId("exp_" + "0".repeat(32))))
                .hasValueSatisfying(entry -> {
                    assertThat(entry.movement())
                            .isEqualTo(new Movement(Movement.Type.EXPIRE, 100, Optional.of("txn_" + "0".repeat(32))));
                    assertThat(entry.timestamp()).isEqualTo(now);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflict", "ConditionalCheckFailed"})
    void expiresNothingWhileOthersMoveTheMembersPoints(String code) {
        earn("k1", 100, DAY);
        cancelTransactions(code);

        assertThat(expire(100)).isEmpty();
    }

    @Test
    void leavesAMistakeOfOursInAnExpiryAsItIs() {
        earn("k1", 100, DAY);
        cancelTransactions("ValidationError");

        assertThatThrownBy(() -> expire(100)).isInstanceOf(TransactionCanceledException.class);
    }

    @Test
    void anEarningIsContendedWhereAnotherOneCameInBetween() {
        earn("k1", 100, DAY);
        cancelTransactions("None", "ConditionalCheckFailed");

        assertThatThrownBy(() -> earn("k2", 100, DAY)).hasMessage("contended");
    }

    @Test
    void refusesToExpireWhatWasNeverEarned() {
        earn("k1", 100, DAY);

        assertThatThrownBy(() -> expire(101)).isInstanceOf(PoisonRecordException.class);
        assertThatThrownBy(() ->
                        tables.accounts.expire(new Earning(LoyaltyTables.memberId(9), TransactionId.random(), 1), now))
                .isInstanceOf(PoisonRecordException.class);
    }

    @Test
    void showsNoContactInItsText() {
        assertThat(tables.member(member).toString()).doesNotContain("example.org");
        assertThat(tables.member(member).toJson().toString()).doesNotContain("example.org");
    }

    private void cancelTransactions(String... codes) {
        tables.dynamoDb.faults = new InMemoryDynamoDb.Faults() {
            @Override
            public void before(String operation) {
                if (operation.equals("TransactWriteItems")) {
                    throw TransactionCanceledException.builder()
                            .cancellationReasons(Stream.of(codes)
                                    .map(code -> CancellationReason.builder()
                                            .code(code)
                                            .build())
                                    .toList())
                            .build();
                }
            }
        };
    }

    private Optional<Long> expire(long position) {
        return tables.accounts.expire(new Earning(member, new TransactionId("txn_" + "0".repeat(32)), position), now);
    }

    private boolean earn(String key, long points, Duration lifetime) {
        return book(key, member, Movement.Type.EARN, points, lifetime);
    }

    private boolean redeem(String key, long points) {
        return book(key, member, Movement.Type.REDEEM, points, DAY);
    }

    /** Whether it was a replay. */
    private boolean book(String key, MemberId id, Movement.Type type, long points, Duration lifetime) {
        var movement = new Movement(type, points, Optional.empty());
        var mine = new IdempotencyRecord(
                key, movement.hash(id), TransactionId.random().value(), now);
        var rules = new Accounts.EarningRules(tiers, lifetime);
        return new OncePerKey(attempt -> {})
                .run(
                        mine,
                        () -> type == Movement.Type.EARN
                                ? tables.accounts.earn(id, movement, mine, rules, transactions)
                                : tables.accounts.redeem(id, movement, mine, transactions))
                .replayed();
    }
}
