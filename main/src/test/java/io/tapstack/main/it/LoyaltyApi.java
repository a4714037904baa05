package io.tapstack.main.it;

import io.tapstack.browser.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A client of the deployed loyalty API, signed in or not. */
final class LoyaltyApi {
    private static final Duration PATIENCE = Patience.LIMIT;

    private final String base;
    private final Map<String, String> login;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    /** Nobody in particular. */
    LoyaltyApi(String base) {
        this(base, Map.of());
    }

    private LoyaltyApi(String base, Map<String, String> login) {
        this.base = base;
        this.login = login;
    }

    LoyaltyApi withToken(String token) {
        return new LoyaltyApi(base, Map.of("Authorization", token));
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, Map.of(), "");
    }

    HttpResponse<String> enrol(boolean wantsOffers) {
        return send(
                "POST",
                "/members",
                Map.of("Content-Type", "application/json"),
                "{\"wantsOffers\":" + wantsOffers + "}");
    }

    /** Books points for a member. */
    HttpResponse<String> book(String memberId, String idempotencyKey, String body) {
        return send(
                "POST",
                "/members/" + memberId + "/transactions",
                Map.of("Content-Type", "application/json", "Idempotency-Key", idempotencyKey),
                body);
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(login);
        all.putAll(headers);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        all.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer from " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
