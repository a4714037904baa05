package io.tapstack.main.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.Logs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * The deployed loyalty API, as somebody who is signed in uses it.
 *
 * @param token the caller's ID token
 */
record LoyaltyClient(Demonstration.Target target, String token) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Where the API answers on this machine; its own URL names a host at AWS. */
    static String api(Demonstration.Target target) {
        return target.clients().endpoint() + "/_execute-api/" + target.output("apiId") + "/"
                + target.output("apiStage");
    }

    JsonNode get(String path) {
        return send("GET", path, Map.of(), "");
    }

    JsonNode post(String path, String body) {
        return send("POST", path, Map.of("Content-Type", "application/json"), body);
    }

    /** Books points; with the same key and the same body only once. */
    JsonNode book(String memberId, String idempotencyKey, String body) {
        return send(
                "POST",
                "/members/" + memberId + "/transactions",
                Map.of("Content-Type", "application/json", "Idempotency-Key", idempotencyKey),
                body);
    }

    private JsonNode send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api(target) + path))
                .timeout(PATIENCE)
                .header("Authorization", token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return json(send(request.build()));
    }

    private JsonNode json(HttpResponse<String> response) {
        String question = response.request().method() + " " + response.uri();
        if (response.statusCode() / 100 != 2) {
            throw new Failure(question + " answered " + response.statusCode() + ": " + response.body() + "\n  "
                    + new LastWords(target.clients()).of(Logs.groupOf(FunctionName.of(target.output("apiLambdaArn")))));
        }
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new Failure(question + " did not answer with JSON: " + response.body(), e);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failure(request.method() + " " + request.uri() + " got no answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(request.method() + " " + request.uri() + " was interrupted", e);
        }
    }
}
