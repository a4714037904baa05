package io.tapstack.lambda.payments.api;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

@Tag("P8")
@Tag("P14")
class PageTokenPropertyTest {
    @Property
    void leadsBackToItsPosition(
            @ForAll PaymentQuery.By by,
            @ForAll @AlphaChars @StringLength(min = 1, max = 64) String value,
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long timestamp) {
        var position = new PaymentQuery.Position(PaymentId.random(), timestamp);
        var token = PageToken.of(by, value, position);

        assertThat(PageToken.read(token, by, value)).contains(position);
        assertThat(PageToken.read(token, by, value + "x")).isEmpty();
    }

    @Property
    void isRefusedOnceAnyCharacterOfItIsChanged(@ForAll @IntRange(max = 98) int index, @ForAll char other) {
        var position = new PaymentQuery.Position(PaymentId.random(), 1_795_082_400_123L);
        var token = PageToken.of(PaymentQuery.By.USER_ID, "user-1", position);
        int at = index % token.length();
        Assume.that(token.charAt(at) != other);
        var changed = token.substring(0, at) + other + token.substring(at + 1);

        assertThat(PageToken.read(changed, PaymentQuery.By.USER_ID, "user-1")).isEmpty();
    }
}
