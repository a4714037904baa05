package io.tapstack.lambda.payments.api;

import io.tapstack.lambda.shared.ApiRequest;
import io.tapstack.lambda.shared.ApiResponse;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.OncePerKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole API over a store in memory and a clock that stands still, called as API Gateway calls it. */
final class TestApi {
    static final String BODY = "{\"userId\":\"user-1\",\"amount\":1250,\"currency\":\"EUR\"}";

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    long now = Instant.parse("2026-11-18T10:00:00.123Z").toEpochMilli();
    final InMemoryPaymentStore store = new InMemoryPaymentStore(() -> now);
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    };
    private final PaymentsApi api = new PaymentsApi(
            new AcceptPayment(store, clock, PaymentId::random, new OncePerKey(attempt -> {})),
            store,
            "https://shop.example",
            JsonLog.of(
                    "payments-api",
                    "test",
                    JsonLog.Level.DEBUG,
                    new PrintStream(lines, true, StandardCharsets.UTF_8),
                    clock));

    ApiResponse post(String key, String body) {
        return post(Map.of("Idempotency-Key", key, "Content-Type", "application/json"), body);
    }

    ApiResponse post(Map<String, String> headers, String body) {
        return call("POST", "/payment", Map.of("headers", headers, "body", body));
    }

    ApiResponse get(String id) {
        return call("GET", "/payment/{id}", Map.of("pathParameters", Map.of("id", id)));
    }

    ApiResponse list(Map<String, String> query) {
        return call("GET", "/payment", Map.of("queryStringParameters", query));
    }

    ApiResponse call(String method, String resource, Map<String, ?> more) {
        var event = new LinkedHashMap<String, Object>();
        event.put("httpMethod", method);
        event.put("resource", resource);
        event.put("path", resource);
        event.put(
                "requestContext",
                Map.of(
                        "requestId",
                        "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
                        "path",
                        "/dev" + resource,
                        "identity",
                        Map.of("userArn", "arn:aws:iam::123456789012:user/shop")));
        event.putAll(more);
        return api.answer(ApiRequest.of(Json.object(Json.write(event))));
    }

    static JsonObject body(ApiResponse response) {
        return Json.object(response.body());
    }

    /** The problem's type without the common prefix. */
    static String problem(ApiResponse response) {
        return body(response).string("type").orElse("none").replace("urn:tapstack:problem:", "");
    }

    String log() {
        return lines.toString(StandardCharsets.UTF_8);
    }

    List<Payment> payments() {
        return List.copyOf(store.payments.values());
    }
}
