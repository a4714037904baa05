package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    private final JsonObject object = Json.object("{\"text\":\"t\",\"yes\":true,\"no\":false,\"whole\":7,"
            + "\"part\":0.5,\"inner\":{\"a\":\"b\"},\"list\":[\"x\",1,\"y\",null],\"none\":null}");

    @Test
    void readsMembersOfTheTypeAskedFor() {
        assertThat(object.string("text")).contains("t");
        assertThat(object.bool("yes")).contains(true);
        assertThat(object.bool("no")).contains(false);
        assertThat(object.number("whole")).contains(new BigDecimal("7"));
        assertThat(object.number("part")).contains(new BigDecimal("0.5"));
        assertThat(object.object("inner").flatMap(inner -> inner.string("a"))).contains("b");
        assertThat(object.items("list", String.class)).containsExactly("x", "y");
    }

    @Test
    void takesMembersOfAnotherTypeForAbsent() {
        assertThat(object.string("whole")).isEmpty();
        assertThat(object.bool("text")).isEmpty();
        assertThat(object.number("text")).isEmpty();
        assertThat(object.object("none")).isEmpty();
        assertThat(object.items("inner", String.class)).isEmpty();
    }

    @Test
    void isWrittenInDocumentOrderWithEveryTypeOfValue() {
        assertThat(Json.write(object))
                .isEqualTo("{\"text\":\"t\",\"yes\":true,\"no\":false,\"whole\":7,\"part\":0.5,"
                        + "\"inner\":{\"a\":\"b\"},\"list\":[\"x\",1,\"y\",null],\"none\":null}");
    }
}
