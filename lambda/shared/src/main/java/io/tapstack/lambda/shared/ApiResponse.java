package io.tapstack.lambda.shared;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP response, as API Gateway's Lambda proxy integration takes it.
 *
 * @param status HTTP status
 * @param headers one value per header
 * @param body text, already serialized
 */
public record ApiResponse(int status, Map<String, String> headers, String body) {
    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    public static ApiResponse json(int status, Object body) {
        return new ApiResponse(status, Map.of("Content-Type", "application/json"), Json.write(body));
    }

    /** The same response with one more header. */
    public ApiResponse with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiResponse(status, more, body);
    }

    /** The same response, which pages of the origin may read in a browser. */
    public ApiResponse readableBy(String allowedOrigin) {
        return with("Access-Control-Allow-Origin", allowedOrigin)
                .with("Access-Control-Expose-Headers", "Location,Idempotency-Replayed,X-Correlation-Id,Retry-After");
    }

    /** What every answer of an API carries: that nobody may keep it, how to find it. */
    public ApiResponse withStandardHeaders(String correlationId) {
        return with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff")
                .with("X-Correlation-Id", correlationId);
    }

    /** The proxy integration's response document. */
    public String toProxyJson() {
        var event = new LinkedHashMap<String, Object>();
        event.put("statusCode", status);
        event.put("headers", headers);
        event.put("body", body);
        event.put("isBase64Encoded", false);
        return Json.write(event);
    }
}
