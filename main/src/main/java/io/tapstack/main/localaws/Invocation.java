package io.tapstack.main.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A call of a function through Lambda's API.
 *
 * @param qualifier alias or version; without one it is {@code $LATEST}
 * @param event JSON
 * @param asynchronous whether Lambda only takes the event and calls the function later
 */
public record Invocation(String function, Optional<String> qualifier, String event, boolean asynchronous) {
    private static final int FIRST_ERROR = 300;

    /** The longest that Lambda lets a function run, and some more for its start. */
    private static final Duration PATIENCE = Duration.ofMinutes(17);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * What came of it.
     *
     * @param error {@code Handled} or {@code Unhandled}, if the function failed; the payload then says how
     * @param log the last 4 kB of the function's log
     */
    public record Outcome(int status, String payload, Optional<String> error, String version, String log) {
        /** Type and message of the error. */
        public String errorText() {
            JsonNode json = parse(payload);
            String type = json.path("errorType").asText();
            String message = json.path("errorMessage").asText();
            return type.isEmpty() && message.isEmpty() ? payload : type + (type.isEmpty() ? "" : ": ") + message;
        }
    }

    /** @throws Failure if Lambda refuses the call; a function that fails is an outcome */
    public Outcome send(LocalClients clients) {
        String path = "/2015-03-31/functions/" + encode(function) + "/invocations";
        URI uri = URI.create(clients.endpoint()
                + path
                + qualifier.map(name -> "?Qualifier=" + encode(name)).orElse(""));
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Amz-Invocation-Type", asynchronous ? "Event" : "RequestResponse");
        headers.put("Content-Type", "application/json");
        if (!asynchronous) {
            headers.put("X-Amz-Log-Type", "Tail");
        }
        HttpResponse<String> response = new SignedHttp(clients, "lambda", PATIENCE).post(uri, headers, event);
        if (response.statusCode() >= FIRST_ERROR) {
            throw new Failure("Lambda refused to call " + function
                    + qualifier.map(name -> ":" + name).orElse("") + ": " + refusal(response));
        }
        return new Outcome(
                response.statusCode(),
                response.body(),
                header(response, "X-Amz-Function-Error"),
                header(response, "X-Amz-Executed-Version").orElse(""),
                header(response, "X-Amz-Log-Result")
                        .map(log -> new String(Base64.getDecoder().decode(log), UTF_8))
                        .orElse(""));
    }

    private static String refusal(HttpResponse<String> response) {
        JsonNode json = parse(response.body());
        String message = json.path("message").asText(json.path("Message").asText(response.body()));
        return response.statusCode() + " "
                + header(response, "x-amzn-ErrorType").map(type -> type + ": ").orElse("") + message;
    }

    private static Optional<String> header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).filter(value -> !value.isEmpty());
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return MAPPER.missingNode();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
