package io.tapstack.main.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.localaws.SignedHttp;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;

/**
 * Calls of a service that speaks JSON, where a client library of its own would be much for a few calls.
 *
 * @param name for people
 * @param service that the signature is made for
 * @param target in front of each action, with its full stop
 */
record AwsJson(LocalClients clients, String name, String service, String target) {
    static final String TYPE = "application/x-amz-json-1.1";
    private static final int OK = 200;

    /** @param harmless errors that are answers as well */
    JsonNode call(String action, JsonNode request, Set<String> harmless) {
        HttpResponse<String> response = new SignedHttp(clients, service)
                .post(
                        URI.create(clients.endpoint() + "/"),
                        Map.of("X-Amz-Target", target + action, "Content-Type", TYPE),
                        request.toString());
        try {
            JsonNode answer = new ObjectMapper().readTree(response.body());
            String type = answer.path("__type").asText();
            if (response.statusCode() != OK && !harmless.contains(type.substring(type.indexOf('#') + 1))) {
                throw new Failure(name + " answered " + response.statusCode() + " to " + action + ": "
                        + answer.path("message").asText(type));
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw new Failure(name + " answered " + response.statusCode() + " to " + action + ", not with JSON", e);
        }
    }
}
