package io.tapstack.main.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** Makes up a value that a JSON schema of an OpenAPI document takes, for a person to change. */
record ExampleBody(JsonNode document) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEPTH = 8; // a schema may refer to itself
    private static final long NUMBER = 1999;

    /** One of them fits most patterns. */
    private static final List<String> WORDS =
            List.of("demo", "EUR", "2026-01-31", "demo@example.com", "00000000-0000-4000-8000-000000000000", "1");

    JsonNode of(JsonNode schema) {
        return of(schema, DEPTH);
    }

    private JsonNode of(JsonNode given, int depth) {
        JsonNode schema =
                given.has("$ref") ? document.at(given.path("$ref").asText().substring(1)) : given;
        if (depth == 0) {
            return NODES.nullNode();
        }
        if (schema.has("example")) {
            return schema.path("example");
        }
        if (schema.path("enum").has(0)) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, depth);
            case "array" -> NODES.arrayNode().add(of(schema.path("items"), depth - 1));
            case "integer", "number" -> number(schema);
            case "boolean" -> NODES.booleanNode(true);
            case "string" -> NODES.textNode(word(schema.path("pattern").asText()));
            default -> NODES.nullNode();
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties")
                .properties()
                .forEach(property -> object.set(property.getKey(), of(property.getValue(), depth - 1)));
        return object;
    }

    private static JsonNode number(JsonNode schema) {
        long least = schema.path("minimum").asLong(Long.MIN_VALUE);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        return NODES.numberNode(Math.min(most, Math.max(least, NUMBER)));
    }

    private static String word(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return WORDS.stream()
                .filter(word -> wanted.matcher(word).find())
                .findFirst()
                .orElse("");
    }
}
