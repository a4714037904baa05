package io.tapstack.lambda.shared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object read leniently: a member of another type than asked for is as good as absent, because what Lambda sends
 * carries many members the functions do not care for. Strict readers look at {@link #members()}.
 *
 * @param members the members in document order, values as {@link Json} describes; a JSON null is a null value
 */
public record JsonObject(Map<String, Object> members) {
    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members)); // Map.copyOf refuses nulls
    }

    public Optional<String> string(String name) {
        return member(name, String.class);
    }

    public Optional<JsonObject> object(String name) {
        return member(name, JsonObject.class);
    }

    public Optional<Boolean> bool(String name) {
        return member(name, Boolean.class);
    }

    /** A number, whole or not. */
    public Optional<BigDecimal> number(String name) {
        var whole = member(name, BigInteger.class).map(BigDecimal::new);
        return whole.isPresent() ? whole : member(name, BigDecimal.class);
    }

    /** The items of an array that are of the type; empty where there is no array. */
    public <T> List<T> items(String name, Class<T> type) {
        return member(name, List.class).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private <T> Optional<T> member(String name, Class<T> type) {
        return Optional.ofNullable(members.get(name)).filter(type::isInstance).map(type::cast);
    }
}
