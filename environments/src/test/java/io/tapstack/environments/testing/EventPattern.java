package io.tapstack.environments.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * An event pattern, as far as the stacks use the language: literals, {@code prefix}, {@code suffix} and one comparison of
 * numbers.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Comparison
 *     operators for use in event patterns</a>
 */
public record EventPattern(JsonNode pattern) {

    public boolean matches(JsonNode event) {
        return matches(pattern, event);
    }

    private static boolean matches(JsonNode wanted, JsonNode value) {
        if (value.isArray()) {
            return any(value, one -> matches(wanted, one));
        }
        return wanted.isArray()
                ? any(wanted, one -> fits(one, value))
                : wanted.properties().stream().allMatch(one -> matches(one.getValue(), value.path(one.getKey())));
    }

    private static boolean fits(JsonNode wanted, JsonNode value) {
        if (!wanted.isObject()) {
            return wanted.equals(value);
        }
        if (wanted.has("prefix")) {
            return value.asText().startsWith(wanted.path("prefix").asText());
        }
        if (wanted.has("suffix")) {
            return value.asText().endsWith(wanted.path("suffix").asText());
        }
        if (wanted.at("/numeric/0").asText().equals(">=")) {
            return value.isNumber()
                    && value.asDouble() >= wanted.at("/numeric/1").asDouble();
        }
        throw new IllegalArgumentException("not understood: " + wanted);
    }

    private static boolean any(JsonNode array, Predicate<JsonNode> holds) {
        return StreamSupport.stream(array.spliterator(), false).anyMatch(holds);
    }
}
