package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P14")
@org.junit.jupiter.api.Tag("P14")
class CardNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "paid with 4111 1111 1111 1111 today",
                "4111-1111-1111-1111",
                "4111.1111.1111.1111",
                "3782 822463 10005",
                "ref:6011000990139424!",
                "x5555555555554444y",
                "room 12 4111 1111 1111 1111",
                "٤١١١١١١١١١١١١١١١",
                "4111\u00a01111\u00a01111\u00a01111",
                "4111 – 1111 – 1111 – 1111",
                "4222222222222",
                "6304000000000000000"
            })
    void findsCardNumbers(String text) {
        assertThat(CardNumbers.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "invoice 2026-11-18",
                "4111111111111112",
                "411111111111",
                "0000000000000000",
                "+49 89 1234 5678",
                "41111111111111111111111",
                "pay_00000000000000000000000000000000"
            })
    void leavesOtherNumbersAlone(String text) {
        assertThat(CardNumbers.isIn(text)).isFalse();
    }

    @Property
    void findsEveryLuhnValidNumberHoweverItIsGrouped(
            @ForAll("cards") String card, @ForAll("separators") String separator) {
        var grouped = card.replaceAll("(....)(?=.)", "$1" + separator);

        assertThat(CardNumbers.isIn("note " + grouped + " end")).isTrue();
    }

    @Property
    void missesNoneOfItsOwnDigitsWhenOneIsWrong(@ForAll("cards") String card, @ForAll("positions") int position) {
        int index = Math.min(position, card.length() - 1);
        char other = card.charAt(index) == '9' ? '1' : (char) (card.charAt(index) + 1);

        assertThat(CardNumbers.isIn(card.substring(0, index) + other + card.substring(index + 1)))
                .isFalse();
    }

    @Example
    void neverTakesRandomUuidForACard() {
        for (int i = 0; i < 20_000; i++) {
            var uuid = UUID.randomUUID().toString();
            assertThat(CardNumbers.isIn(uuid)).as(uuid).isFalse();
        }
    }

    @Provide
    Arbitrary<String> cards() {
        var first = Arbitraries.chars().range('1', '9');
        var rest = Arbitraries.strings().numeric().ofMinLength(11).ofMaxLength(17);
        return Combinators.combine(first, rest).as((digit, digits) -> withCheckDigit(digit + digits));
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("", " ", "-", ".", "  ", " - ");
    }

    @Provide
    Arbitrary<Integer> positions() {
        return Arbitraries.integers().between(0, 18);
    }

    private static String withCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 1 ? digit : doubled / 10 + doubled % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
