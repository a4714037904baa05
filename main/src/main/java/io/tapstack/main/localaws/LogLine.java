package io.tapstack.main.localaws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A line of a function's log, taken apart.
 *
 * @param level {@code INFO}, …; {@code METRIC} for counters, {@code PLATFORM} for what Lambda itself says, else empty
 * @param message the whole line if it is not JSON
 * @param correlationId of the request that it belongs to; may be empty
 * @param fields what else a JSON line has, in its order
 */
public record LogLine(String level, String message, String correlationId, Map<String, String> fields) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Shown elsewhere, or the same in each line of a function. */
    private static final Set<String> NOT_FIELDS =
            Set.of("timestamp", "level", "message", "correlationId", "service", "functionName", "_aws");

    public static LogLine of(String line) {
        return json(line)
                .map(json -> json.has("_aws") ? metric(json) : json.has("record") ? platform(json) : event(json))
                .orElseGet(() -> new LogLine("", line, "", Map.of()));
    }

    /** The fields as {@code name=value}. */
    public String detail() {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(" "));
    }

    private static LogLine event(JsonNode json) {
        Map<String, String> fields = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            if (!NOT_FIELDS.contains(field.getKey()) && !isWarmStart(field.getKey(), field.getValue())) {
                fields.put(field.getKey(), text(field.getValue()));
            }
        });
        return new LogLine(
                json.path("level").asText(),
                json.path("message").asText(),
                json.path("correlationId").asText(),
                fields);
    }

    /** Only the cold one is worth a word. */
    private static boolean isWarmStart(String name, JsonNode value) {
        return name.equals("coldStart") && !value.asBoolean();
    }

    /** CloudWatch's embedded metric format: numbers are the metrics. */
    private static LogLine metric(JsonNode json) {
        Map<String, String> fields = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            if (field.getValue().isNumber()) {
                fields.put(field.getKey(), text(field.getValue()));
            }
        });
        return new LogLine("METRIC", "", json.path("correlationId").asText(), fields);
    }

    private static LogLine platform(JsonNode json) {
        Map<String, String> fields = new LinkedHashMap<>();
        json.path("record").properties().forEach(field -> {
            if (field.getValue().isObject()) {
                field.getValue().properties().forEach(inner -> fields.put(inner.getKey(), text(inner.getValue())));
            } else if (!field.getKey().equals("requestId")) {
                fields.put(field.getKey(), text(field.getValue()));
            }
        });
        return new LogLine(
                "PLATFORM",
                json.path("type").asText(),
                json.at("/record/requestId").asText(),
                fields);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    private static Optional<JsonNode> json(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
