package io.tapstack.lambda.loyalty.api;

import static io.tapstack.lambda.loyalty.api.TestApi.ALICE;
import static io.tapstack.lambda.loyalty.api.TestApi.claims;
import static io.tapstack.lambda.loyalty.api.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, how: one row for each way of getting it wrong. */
@Tag("L2")
class BadInputTest {
    private static final String JSON = "application/json";
    private static final String REDEEM = "{\"type\":\"redeem\",\"points\":1}";
    private final TestApi api = new TestApi();

    @ParameterizedTest(name = "{0} {1} {2} {3} {4} is {5} {6}")
    @MethodSource("rows")
    void isRefused(String method, String resource, String type, String key, String body, int status, String problem) {
        api.enrol(ALICE);
        api.earn("earned", ALICE, 10);
        var before = api.tables.dynamoDb.items("transactions");
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", type);
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        var response = api.call(
                claims(ALICE),
                method,
                resource,
                Map.of("headers", headers, "body", body, "pathParameters", Map.of("id", ALICE.value())));

        assertThat(response.status()).isEqualTo(status);
        assertThat(problem(response)).isEqualTo(problem);
        assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(response.body()).doesNotContain("secretField").doesNotContainPattern("4111\\D?1111");
        assertThat(api.tables.dynamoDb.items("transactions")).isEqualTo(before);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                transaction(JSON, null, REDEEM, 400, "invalid-request"),
                transaction(JSON, "", REDEEM, 400, "invalid-request"),
                transaction(JSON, "with space", REDEEM, 400, "invalid-request"),
                transaction(JSON, "k".repeat(256), REDEEM, 400, "invalid-request"),
                transaction(JSON, "4111-1111-1111-1111", REDEEM, 400, "card-number"),
                transaction("text/plain", "k", REDEEM, 415, "unsupported-media-type"),
                transaction(JSON, "k", REDEEM + " ".repeat(8192), 413, "body-too-large"),
                transaction(JSON, "k", "", 400, "malformed-json"),
                transaction(JSON, "k", "[]", 400, "malformed-json"),
                transaction(JSON, "k", "{\"type\":\"redeem\"", 400, "malformed-json"),
                transaction(JSON, "k", "{\"points\":1,\"points\":2}", 400, "malformed-json"),
                transaction(JSON, "k", "{}", 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":0"), 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":-1"), 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":1.0"), 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":1e2"), 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":\"1\""), 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":null"), 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":1000001"), 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":99999999999999999999"), 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":11"), 422, "insufficient-points"),
                transaction(JSON, "k", "{\"type\":\"expire\",\"points\":1}", 400, "invalid-request"),
                transaction(JSON, "k", "{\"type\":\"REDEEM\",\"points\":1}", 400, "invalid-request"),
                transaction(JSON, "k", "{\"type\":\"earn\",\"points\":1}", 403, "forbidden"),
                transaction(JSON, "k", redeem("\"points\":1,\"secretField\":1"), 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":1,\"reference\":\"\""), 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":1,\"reference\":\"a b\""), 400, "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":1,\"reference\":null"), 400, "invalid-request"),
                transaction(
                        JSON,
                        "k",
                        redeem("\"points\":1,\"reference\":\"" + "r".repeat(65) + "\""),
                        400,
                        "invalid-request"),
                transaction(JSON, "k", redeem("\"points\":1,\"reference\":\"4111111111111111\""), 400, "card-number"),
                Arguments.of(
                        "POST",
                        "/members",
                        "text/plain",
                        null,
                        "{\"wantsOffers\":true}",
                        415,
                        "unsupported-media-type"),
                member("{}", 400, "invalid-request"),
                member("{\"wantsOffers\":\"true\"}", 400, "invalid-request"),
                member("{\"wantsOffers\":1}", 400, "invalid-request"),
                member("{\"wantsOffers\":null}", 400, "invalid-request"),
                member("{\"wantsOffers\":true,\"secretField\":1}", 400, "invalid-request"),
                member("{\"wantsOffers\":true,\"email\":\"x@example.org\"}", 400, "invalid-request"),
                member("wantsOffers", 400, "malformed-json"),
                Arguments.of("PUT", "/members/{id}/preferences", JSON, null, "{}", 400, "invalid-request"),
                Arguments.of("PUT", "/members/{id}/preferences", "", null, "{}", 415, "unsupported-media-type"),
                Arguments.of("GET", "/members", JSON, null, "", 405, "method-not-allowed"),
                Arguments.of("DELETE", "/members/{id}", JSON, null, "", 405, "method-not-allowed"),
                Arguments.of("GET", "/members/{id}/preferences", JSON, null, "", 405, "method-not-allowed"),
                Arguments.of("PUT", "/members/{id}/transactions", JSON, null, "", 405, "method-not-allowed"),
                Arguments.of("GET", "/members/{id}/points", JSON, null, "", 404, "not-found"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0",
        "limit=101",
        "limit=1.5",
        "limit=",
        "nextToken=",
        "nextToken=abc",
        "nextToken=%00",
        "sort=asc"
    })
    void aQuestionThatIsUnclearOrOutOfRangeIsRefused(String query) {
        api.enrol(ALICE);
        var pair = query.split("=", -1);
        var response = api.history(ALICE, ALICE.value(), Map.of(pair[0], pair[1]));

        assertThat(response.status()).isEqualTo(400);
        assertThat(problem(response)).isEqualTo("invalid-request");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        api.enrol(ALICE);

        assertThat(api.book(claims(ALICE), "k", ALICE.value(), "{\"reference\":1}")
                        .body())
                .contains("\"field\":\"type\"", "\"field\":\"points\"", "\"field\":\"reference\"");
    }

    private static String redeem(String members) {
        return "{\"type\":\"redeem\"," + members + "}";
    }

    private static Arguments transaction(String type, String key, String body, int status, String problem) {
        return Arguments.of("POST", "/members/{id}/transactions", type, key, body, status, problem);
    }

    private static Arguments member(String body, int status, String problem) {
        return Arguments.of("POST", "/members", JSON, null, body, status, problem);
    }
}
