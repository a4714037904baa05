package io.tapstack.modules.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A system's OpenAPI document, read by its tests. */
public final class OpenApi {
    private OpenApi() {}

    public static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    /** By path and method: {@code /payment get}. */
    public static Map<String, JsonNode> operations(JsonNode document) {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> operations.put(path.getKey() + " " + method.getKey(), method.getValue())));
        return operations;
    }

    /** What the document refers to, as pointers into it that begin with {@code #}. */
    public static List<String> references(JsonNode document) {
        List<String> references = new ArrayList<>();
        document.findValuesAsText("$ref", references);
        return references;
    }
}
