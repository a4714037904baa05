package io.tapstack.lambda.loyalty.api;

import io.tapstack.lambda.dynamodb.IdempotentTransactions;
import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.loyalty.core.LoyaltyTables;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.TierThresholds;
import io.tapstack.lambda.shared.ApiRequest;
import io.tapstack.lambda.shared.ApiResponse;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.OncePerKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The whole API over tables in memory and a clock that stands still, called as API Gateway calls it. */
final class TestApi {
    static final String PARTNERS = "partners";
    static final MemberId ALICE = LoyaltyTables.memberId(1);
    static final MemberId BOB = LoyaltyTables.memberId(2);
    static final MemberId SHOP = LoyaltyTables.memberId(3);

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    long now = Instant.parse("2026-11-18T10:00:00.123Z").toEpochMilli();
    final LoyaltyTables tables = new LoyaltyTables();
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
    private final LoyaltyApi api = new LoyaltyApi(
            new LoyaltyApi.Parts(
                    tables.accounts,
                    new Enrolment(tables.dynamoDb, "members"),
                    new BookMovement(
                            tables.accounts,
                            new IdempotentTransactions(tables.dynamoDb, "idempotency", clock),
                            new Accounts.EarningRules(new TierThresholds(1_000, 5_000, 20_000), Duration.ofDays(365)),
                            new OncePerKey(attempt -> {}),
                            clock),
                    new History(tables.dynamoDb, "transactions", "MemberIdIndex"),
                    new Cursors(key("test"))),
            PARTNERS,
            "https://club.example",
            clock,
            JsonLog.of(
                    "loyalty-api",
                    "test",
                    JsonLog.Level.DEBUG,
                    new PrintStream(lines, true, StandardCharsets.UTF_8),
                    clock));

    static CursorKey key(String secret) {
        return text -> {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** The claims of a member's token. */
    static Map<String, String> claims(MemberId who) {
        return Map.of("sub", who.value(), "email", "person-" + who + "@example.org", "email_verified", "true");
    }

    /** The claims of a partner's token. */
    static Map<String, String> partner() {
        return Map.of("sub", SHOP.value(), "cognito:groups", "staff," + PARTNERS);
    }

    ApiResponse enrol(MemberId who) {
        return call(claims(who), "POST", "/members", json("{\"wantsOffers\":true}"));
    }

    ApiResponse earn(String key, MemberId member, int points) {
        return book(partner(), key, member.value(), "{\"type\":\"earn\",\"points\":" + points + "}");
    }

    ApiResponse redeem(String key, MemberId member, int points) {
        return book(claims(member), key, member.value(), "{\"type\":\"redeem\",\"points\":" + points + "}");
    }

    ApiResponse book(Map<String, String> claims, String key, String id, String body) {
        var more = new LinkedHashMap<String, Object>(json(body));
        more.put("headers", Map.of("Content-Type", "application/json", "Idempotency-Key", key));
        more.put("pathParameters", Map.of("id", id));
        return call(claims, "POST", "/members/{id}/transactions", more);
    }

    ApiResponse show(Map<String, String> claims, String id) {
        return call(claims, "GET", "/members/{id}", Map.of("pathParameters", Map.of("id", id)));
    }

    ApiResponse history(MemberId who, String id, Map<String, String> query) {
        return call(
                claims(who),
                "GET",
                "/members/{id}/transactions",
                Map.of("pathParameters", Map.of("id", id), "queryStringParameters", query));
    }

    static Map<String, Object> json(String body) {
        return Map.of("headers", Map.of("Content-Type", "application/json"), "body", body);
    }

    ApiResponse call(Map<String, String> claims, String method, String resource, Map<String, ?> more) {
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
                        "authorizer",
                        Map.of("claims", claims)));
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

    long points(MemberId member) {
        return tables.member(member).balance().available();
    }
}
