package io.tapstack.modules.apigateway;

import io.tapstack.modules.core.Account;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a page of another origin may send.
 *
 * @param origin the web origin that may call, or {@code *}
 * @param methods besides OPTIONS
 * @param headers that a request may carry
 */
public record Cors(String origin, List<String> methods, List<String> headers) {
    private static final String MAX_AGE_SECONDS = "3600";

    public Cors {
        methods = List.copyOf(methods);
        headers = List.copyOf(headers);
    }

    /** Pages of the account's own domain may call an API; without a domain, any page (which still must sign in). */
    public static String originOf(Account account) {
        return account.domain().map(domain -> "https://" + domain.name()).orElse("*");
    }

    /** The operation that answers a preflight, in OpenAPI's shape. */
    Map<String, Object> preflight() {
        Map<String, Object> headers = new HashMap<>();
        Map<String, Object> parameters = new HashMap<>();
        answer().forEach((header, value) -> {
            headers.put(header, Map.of("schema", Map.of("type", "string")));
            parameters.put("method.response.header." + header, "'" + value + "'");
        });
        return Map.of(
                "summary", "Answer to a CORS preflight",
                "responses", Map.of("204", Map.of("description", "What a browser may send", "headers", headers)),
                "x-amazon-apigateway-integration",
                        Map.of(
                                "type",
                                "mock",
                                "passthroughBehavior",
                                "when_no_match",
                                "requestTemplates",
                                Map.of("application/json", "{\"statusCode\": 204}"),
                                "responses",
                                Map.of("default", Map.of("statusCode", "204", "responseParameters", parameters))));
    }

    private Map<String, String> answer() {
        return Map.of(
                "Access-Control-Allow-Methods",
                String.join(",", methods) + ",OPTIONS",
                "Access-Control-Allow-Headers",
                String.join(",", headers),
                "Access-Control-Allow-Origin",
                origin,
                "Access-Control-Max-Age",
                MAX_AGE_SECONDS);
    }
}
