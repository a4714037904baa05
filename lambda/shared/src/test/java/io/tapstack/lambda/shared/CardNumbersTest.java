package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P14")
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
                "12345678-1234-1234-1234-123456789012",
                "pay_00000000000000000000000000000000"
            })
    void leavesOtherNumbersAlone(String text) {
        assertThat(CardNumbers.isIn(text)).isFalse();
    }
}
