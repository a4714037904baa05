package io.tapstack.modules.systems.payments;

import io.tapstack.modules.core.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The payments API as OpenAPI, written once in {@code openapi.json} (P8). The parts that repeat for every operation
 * (the integration with the function, the answer to a CORS preflight) and what only the deployment knows are filled in
 * here.
 */
final class PaymentsApiDefinition {
    private PaymentsApiDefinition() {}

    /**
     * The document as JSON text.
     *
     * @param name the API's name
     * @param functionUri invoke ARN of the function behind the API; may be a token
     * @param allowedOrigin the web origin that may call the API, or {@code *}
     */
    static String json(String name, String functionUri, String allowedOrigin) {
        return template()
                .replace("{ \"$ref\": \"{{integration}}\" }", integration(functionUri))
                .replace("{ \"$ref\": \"{{cors}}\" }", preflight(allowedOrigin))
                .replace("{{name}}", name)
                .replace("{{allowedOrigin}}", allowedOrigin);
    }

    private static String integration(String functionUri) {
        return Json.text(Map.of(
                "type", "aws_proxy",
                "httpMethod", "POST",
                "uri", functionUri,
                "passthroughBehavior", "never",
                "timeoutInMillis", 29_000));
    }

    private static String preflight(String allowedOrigin) {
        Map<String, String> values = Map.of(
                "Access-Control-Allow-Methods", "'GET,POST,OPTIONS'",
                "Access-Control-Allow-Headers",
                        "'Content-Type,Authorization,Idempotency-Key,X-Amz-Date,X-Amz-Security-Token,X-Correlation-Id'",
                "Access-Control-Allow-Origin", "'" + allowedOrigin + "'",
                "Access-Control-Max-Age", "'3600'");
        Map<String, Object> headers = new HashMap<>();
        Map<String, Object> parameters = new HashMap<>();
        values.forEach((header, value) -> {
            headers.put(header, Map.of("schema", Map.of("type", "string")));
            parameters.put("method.response.header." + header, value);
        });
        return Json.text(Map.of(
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
                                Map.of("default", Map.of("statusCode", "204", "responseParameters", parameters)))));
    }

    private static String template() {
        try (InputStream resource = PaymentsApiDefinition.class.getResourceAsStream("openapi.json")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar is damaged: openapi.json", e);
        }
    }
}
