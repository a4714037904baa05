package io.tapstack.main.localaws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * What an emulator says of itself.
 *
 * @param functions it can run deployed functions
 * @param postgres a database instance has a real PostgreSQL behind it
 */
public record Health(String moto, boolean functions, boolean postgres) {
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Nothing if nobody answers there, or somebody who is no emulator of ours. */
    public static Optional<Health> of(String endpoint) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/_tapstack/health"))
                .timeout(PATIENCE)
                .build();
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
