package io.tapstack.lambda.loyalty.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.loyalty.core.LoyaltyTables;
import io.tapstack.lambda.loyalty.core.TransactionId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Tag("L2")
class CursorsPropertyTest {
    private static final Cursors CURSORS = new Cursors(TestApi.key("one"));
    private static final History.Position POSITION =
            new History.Position(new TransactionId("txn_" + "0123456789abcdef".repeat(2)), 1_795_082_400_123L);

    @Property
    void leadBackToTheirPosition(@ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long timestamp) {
        var position = new History.Position(TransactionId.random(), timestamp);

        assertThat(CURSORS.read(CURSORS.of(TestApi.ALICE, position), TestApi.ALICE))
                .contains(position);
    }

    @Property
    void areRefusedOnceAnyCharacterIsChanged(@ForAll @IntRange(max = 999) int index, @ForAll char other) {
        var token = CURSORS.of(TestApi.ALICE, POSITION);
        int at = index % token.length();
        Assume.that(token.charAt(at) != other);

        assertThat(CURSORS.read(token.substring(0, at) + other + token.substring(at + 1), TestApi.ALICE))
                .isEmpty();
    }

    @Property
    void areRefusedForAnyOtherMember(@ForAll @IntRange(min = 4, max = 999) int number) {
        assertThat(CURSORS.read(CURSORS.of(TestApi.ALICE, POSITION), LoyaltyTables.memberId(number)))
                .isEmpty();
    }

    /** Who knows how tokens are made, but not the key, cannot make one: not even by moving his own to another time. */
    @Property
    void cannotBeMadeWithoutTheKey(@ForAll String secret, @ForAll @LongRange(min = 0) long timestamp) {
        Assume.that(!secret.equals("one"));
        var forged = new Cursors(TestApi.key(secret.isEmpty() ? "-" : secret)).of(TestApi.ALICE, POSITION);
        var moved = new String(
                        Base64.getUrlDecoder().decode(CURSORS.of(TestApi.ALICE, POSITION)), StandardCharsets.US_ASCII)
                .replace("1795082400123", "" + timestamp % 1_000_000_000_000L);

        assertThat(CURSORS.read(forged, TestApi.ALICE)).isEmpty();
        assertThat(CURSORS.read(
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(moved.getBytes(StandardCharsets.US_ASCII)),
                        TestApi.ALICE))
                .isEmpty();
    }

    @Property
    void areRefusedWhenTheyAreJustAnyText(@ForAll String text) {
        assertThat(CURSORS.read(text, TestApi.ALICE)).isEmpty();
    }
}
