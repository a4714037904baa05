package io.tapstack.main.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.localaws.LocalClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The last words of a function, for the message about its failure. */
record FunctionLog(LocalClients clients) {
    private static final int LINES = 15;

    /** At most some lines; one that says why, if there are none. */
    String tail(String function) {
        String group = "/aws/lambda/" + function;
        List<String> lines = new ArrayList<>();
        try {
            String body = new ObjectMapper().writeValueAsString(Map.of("logGroupName", group));
            HttpResponse<String> response = new SignedHttp(clients.region(), "logs")
                    .post(
                            URI.create(clients.endpoint() + "/"),
                            Map.of(
                                    "X-Amz-Target",
                                    "Logs_20140328.FilterLogEvents",
                                    "Content-Type",
                                    "application/x-amz-json-1.1"),
                            body);
            new ObjectMapper()
                    .readTree(response.body())
                    .path("events")
                    .forEach(event -> lines.add(event.path("message").asText().stripTrailing()));
        } catch (IOException | RuntimeException e) {
            return "(the log of " + group + " cannot be read: " + e.getMessage() + ")";
        }
        return lines.isEmpty()
                ? "(" + group + " is empty)"
                : group + ":\n    "
                        + String.join("\n    ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
