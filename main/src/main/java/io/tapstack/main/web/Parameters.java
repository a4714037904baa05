package io.tapstack.main.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The query of a request. */
record Parameters(Map<String, String> values) {
    private static final int BAD_REQUEST = 400;

    /** @param query as it was sent; null if there is none */
    static Parameters of(String query) {
        Map<String, String> values = new HashMap<>();
        try {
            for (String pair : query == null ? new String[0] : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                values.put(
                        URLDecoder.decode(parts[0], UTF_8),
                        parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(BAD_REQUEST, "the query is not encoded as it must be");
        }
        return new Parameters(values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** A number of at most {@code most}; {@code otherwise} if none was sent. */
    long number(String name, long otherwise, long most) {
        try {
            long number = text(name).map(Long::parseLong).orElse(otherwise);
            if (number < 0 || number > most) {
                throw new Refusal(BAD_REQUEST, name + " must be between 0 and " + most + ", got " + number);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new Refusal(BAD_REQUEST, name + " must be a whole number, got " + values.get(name));
        }
    }
}
