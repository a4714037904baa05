package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

@Tag("P14")
class JsonPropertyTest {
    @Property
    void readsBackWhatItWrites(@ForAll String name, @ForAll String text, @ForAll long number) {
        var object = new LinkedHashMap<String, Object>();
        object.put(name, Arrays.asList(text, number, null, true, List.of()));

        var read = Json.object(Json.write(object));

        assertThat(read.members()).containsOnlyKeys(name);
        assertThat(read.items(name, String.class)).containsExactly(text);
        assertThat(read.items(name, BigInteger.class)).containsExactly(BigInteger.valueOf(number));
    }
}
