package io.tapstack.lambda.loyalty.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members, movements and entries by themselves: their ids, their texts, their documents. */
class BookedThingsTest {
    private final MemberId member = LoyaltyTables.memberId(1);
    private static final String DIGITS = "0123456789abcdef0123456789abcdef";

    @Test
    void anEarningIsShownWithItsReferenceAndExpiry() {
        var movement = new Movement(Movement.Type.EARN, 5, Optional.of("order-1"));
        var entry = new Entry(
                new TransactionId("txn_" + DIGITS), member, movement, 1_795_000_000_123L, Optional.of(1_800_000_000L));

        assertThat(List.copyOf(entry.toJson().entrySet()))
                .containsExactly(
                        Map.entry("transactionId", "txn_" + DIGITS),
                        Map.entry("memberId", member.value()),
                        Map.entry("type", "earn"),
                        Map.entry("points", 5L),
                        Map.entry("reference", "order-1"),
                        Map.entry("timestamp", 1_795_000_000_123L),
                        Map.entry("createdAt", "2026-11-18T11:06:40.123Z"),
                        Map.entry("expiresAt", "2027-01-15T08:00:00Z"));
    }

    @Test
    void aRedemptionIsShownWithoutWhatItLacks() {
        var movement = new Movement(Movement.Type.REDEEM, 5, Optional.empty());
        var entry = new Entry(new TransactionId("txn_" + DIGITS), member, movement, 0, Optional.empty());

        assertThat(entry.toJson()).containsEntry("type", "redeem").doesNotContainKeys("reference", "expiresAt");
    }

    @Test
    void aMemberIsShownWithWhatCanBeRedeemed() {
        var contact = new Member.Contact(Optional.of("a@example.org"), true);
        var shown = new Member(member, contact, Tier.SILVER, new Balance(150, 30), 1_795_000_000_123L);

        assertThat(shown.toJson())
                .isEqualTo(Map.of(
                        "memberId",
                        member.value(),
                        "tier",
                        "SILVER",
                        "points",
                        120L,
                        "pointsEarned",
                        150L,
                        "wantsOffers",
                        true,
                        "enrolledAt",
                        "2026-11-18T11:06:40.123Z"));
        assertThat(contact).hasToString("Contact[wantsOffers=true]");
    }

    @ParameterizedTest
    @CsvSource({"EARN, 7", "REDEEM, -7", "EXPIRE, -7"})
    void aMovementChangesTheBalanceByItsDirection(Movement.Type type, long change) {
        assertThat(new Movement(type, 7, Optional.empty()).change()).isEqualTo(change);
    }

    @Test
    void aMovementHasOnePointAtLeast() {
        assertThat(new Movement(Movement.Type.EARN, 1, Optional.empty()).change())
                .isEqualTo(1);
        assertThatThrownBy(() -> new Movement(Movement.Type.EARN, 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theHashTellsWhatIsAskedForAndForWhom() {
        var movement = new Movement(Movement.Type.EARN, 7, Optional.of("a"));
        var hash = movement.hash(member);

        assertThat(new Movement(Movement.Type.EARN, 7, Optional.of("a")).hash(member))
                .isEqualTo(hash)
                .matches("[0-9a-f]{64}");
        assertThat(List.of(
                        movement.hash(LoyaltyTables.memberId(2)),
                        new Movement(Movement.Type.REDEEM, 7, Optional.of("a")).hash(member),
                        new Movement(Movement.Type.EARN, 8, Optional.of("a")).hash(member),
                        new Movement(Movement.Type.EARN, 7, Optional.empty()).hash(member)))
                .doesNotContain(hash)
                .doesNotHaveDuplicates();
    }

    @Test
    void anIdIsReadAsItIsWritten() {
        assertThat(MemberId.parse(member.toString())).contains(member);
        var transaction = TransactionId.random();
        assertThat(TransactionId.parse(transaction.toString())).contains(transaction);
        assertThat(TransactionId.random()).isNotEqualTo(transaction);
    }

    @Test
    void theExpiryOfAnEarningHasTheEarningsDigits() {
        assertThat(new TransactionId("txn_" + DIGITS).expiry()).isEqualTo(new TransactionId("exp_" + DIGITS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "txn_1", "txn_0123456789ABCDEF0123456789ABCDEF", "00000000-0000-4000-8000-00000000000g"})
    void anythingElseIsNoId(String text) {
        assertThat(MemberId.parse(text)).isEmpty();
        assertThat(TransactionId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new MemberId(text)).hasMessage("not a member id");
        assertThatThrownBy(() -> new TransactionId(text)).hasMessage("not a transaction id");
    }
}
