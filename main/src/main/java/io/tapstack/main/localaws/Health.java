package io.tapstack.main.localaws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What an emulator says of itself.
 *
 * @param functions it can run deployed functions
 * @param postgres a database instance has a real PostgreSQL behind it
 */
public record Health(String moto, boolean functions, boolean postgres) {
    private static final String REGION = "us-east-1"; // of no matter to the answer
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Nothing if nothing answers there, or what answers is no emulator with this key. */
    public static Optional<Health> of(String endpoint, RootKey root) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        HttpRequest request = new SignedHttp(REGION, "sts", PATIENCE, root.credentials())
                .signed("GET", URI.create(endpoint + "/_tapstack/health"), Map.of(), "");
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = new ObjectMapper().readTree(response.body());
            boolean ours =
                    response.statusCode() == OK && json.path("status").asText().equals("ok");
            return ours
                    ? Optional.of(new Health(
                            json.path("moto").asText(),
                            json.path("functions").asBoolean(),
                            json.path("postgres").asBoolean()))
                    : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
