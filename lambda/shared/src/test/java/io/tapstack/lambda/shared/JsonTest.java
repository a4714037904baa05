package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P14")
class JsonTest {
    @Test
    void readsNumbersExactlyAndTellsWholeOnesFromOthers() {
        var object = Json.object("{\"a\":10,\"b\":10.0,\"c\":1e3,\"d\":123456789012345678901234567890,\"e\":0.1}");

        assertThat(object.members())
                .containsEntry("a", BigInteger.TEN)
                .containsEntry("b", new BigDecimal("10.0"))
                .containsEntry("c", new BigDecimal("1e3"))
                .containsEntry("d", new BigInteger("123456789012345678901234567890"))
                .containsEntry("e", new BigDecimal("0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "null",
                "\"text\"",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":1,}",
                "{\"a\":\"\t\"}",
                "// c\n{}"
            })
    void refusesWhatIsNotOneObjectAndDoesNotRepeatIt(String text) {
        assertThatThrownBy(() -> Json.object(text))
                .isInstanceOf(Json.MalformedException.class)
                .hasMessage("not a JSON object")
                .hasNoCause();
    }

    @Test
    void refusesEndlessNesting() {
        assertThatThrownBy(() -> Json.object("{\"a\":".repeat(100_000))).isInstanceOf(Json.MalformedException.class);
    }
}
