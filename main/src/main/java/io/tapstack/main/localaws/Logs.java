package io.tapstack.main.localaws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.main.console.Failure;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is in CloudWatch Logs. */
public final class Logs {
    private static final int OK = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final LocalClients clients;
    private final SignedHttp http;

    public Logs(LocalClients clients) {
        this.clients = clients;
        this.http = new SignedHttp(clients, "logs");
    }

    /** Where a function's lines are. */
    public static String groupOf(String function) {
        return "/aws/lambda/" + function;
    }

    /** The lines from a moment on, oldest first; none while the group does not exist yet. */
    public List<LogEvent> since(String group, Instant begin) {
        ObjectNode request = MAPPER.createObjectNode()
                .put("logGroupName", group)
                .put("interleaved", true)
                .put("startTime", begin.toEpochMilli());
        List<LogEvent> events = new ArrayList<>();
        JsonNode page;
        do {
            page = filter(request);
            for (JsonNode event : page.path("events")) {
                events.add(new LogEvent(
                        event.path("eventId").asText(),
                        Instant.ofEpochMilli(event.path("timestamp").asLong()),
                        event.path("logStreamName").asText(),
                        event.path("message").asText().stripTrailing()));
            }
            request.set("nextToken", page.path("nextToken"));
        } while (page.path("nextToken").isTextual());
        return events;
    }

    private JsonNode filter(ObjectNode request) {
        HttpResponse<String> response = http.post(
                URI.create(clients.endpoint() + "/"),
                Map.of("X-Amz-Target", "Logs_20140328.FilterLogEvents", "Content-Type", "application/x-amz-json-1.1"),
                request.toString());
        try {
            JsonNode answer = MAPPER.readTree(response.body());
            if (answer.path("__type").asText().endsWith("ResourceNotFoundException")) {
                return MAPPER.createObjectNode();
            }
            if (response.statusCode() != OK) {
                throw new Failure("CloudWatch Logs answered " + response.statusCode() + ": " + response.body());
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw new Failure("CloudWatch Logs answered " + response.statusCode() + ", not with JSON", e);
        }
    }
}
