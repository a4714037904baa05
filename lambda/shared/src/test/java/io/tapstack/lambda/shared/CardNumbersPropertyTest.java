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

@Tag("P14")
class CardNumbersPropertyTest {
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
