package io.tapstack.lambda.portal.application;

import com.sun.net.httpserver.HttpExchange;
import io.tapstack.lambda.shared.ApiRequest;
import io.tapstack.lambda.shared.ApiResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Between the JDK's server and the API's own types. */
final class Exchanges {
    private static final String HEAD = "HEAD";

    private Exchanges() {}

    /** The request without its body: nothing here takes one. HEAD is GET whose body is not sent. */
    static ApiRequest request(HttpExchange exchange) {
        var method = exchange.getRequestMethod();
        var path = exchange.getRequestURI().getRawPath();
        var match = PortalRoute.match(Optional.ofNullable(path).orElse(""));
        var headers = new TreeMap<String, List<String>>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        // CloudFront's id ends in base64's padding, which is no part of a correlation id.
        var cloudFrontId =
                headers.getOrDefault("x-amz-cf-id", List.of("")).get(0).replace("=", "");
        return new ApiRequest(
                new ApiRequest.Route(method.equals(HEAD) ? "GET" : method, match.template(), ""),
                match.parameters(),
                query(exchange.getRequestURI().getRawQuery()),
                headers,
                "",
                new ApiRequest.Caller("", cloudFrontId, Map.of()));
    }

    static void respond(HttpExchange exchange, ApiResponse response) throws IOException {
        var body = response.body().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::set);
        try (exchange) {
            if (exchange.getRequestMethod().equals(HEAD)) {
                headers.set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(response.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, List<String>> query(String raw) {
        var query = new TreeMap<String, List<String>>();
        if (raw != null) {
            for (var pair : raw.split("&", -1)) {
                var parts = pair.split("=", 2);
                query.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return query;
    }

    /** What is wrongly encoded stays as it came, and is refused where it means something. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
