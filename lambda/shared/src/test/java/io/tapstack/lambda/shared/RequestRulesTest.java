package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Idempotency key, body and limit of a page, as every API here takes them. */
class RequestRulesTest {
    @Test
    void hashesTheKeyTogetherWithItsCaller() {
        var hash = IdempotencyKey.hash(withKey("shop", "order-1"));

        assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(IdempotencyKey.hash(withKey("shop", "order-1")));
        assertThat(hash).isNotEqualTo(IdempotencyKey.hash(withKey("other", "order-1")));
        assertThat(hash).isNotEqualTo(IdempotencyKey.hash(withKey("shop", "order-2")));
    }

    @Test
    void takesAKeyOfTwoHundredAndFiftyFiveCharactersAndNoMore() {
        assertThat(IdempotencyKey.hash(withKey("shop", "k".repeat(255)))).hasSize(64);
        assertRefused("invalid-request", () -> IdempotencyKey.hash(withKey("shop", "k".repeat(256))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "ключ"})
    void refusesAKeyThatIsNotVisibleAscii(String key) {
        assertRefused("invalid-request", () -> IdempotencyKey.hash(withKey("shop", key)));
    }

    @Test
    void refusesAKeyThatIsMissing() {
        assertRefused("invalid-request", () -> IdempotencyKey.hash(ApiRequest.of(Json.object("{}"))));
    }

    @Test
    void refusesACardNumberAsAKey() {
        assertRefused("card-number", () -> IdempotencyKey.hash(withKey("shop", "4111-1111-1111-1111")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\""})
    void takesAJsonBody(String type) {
        assertThatCode(() -> JsonBody.check(withBody(type, "{}"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/json", "application/json; charset=latin1", "application/jsonp"})
    void refusesABodyOfAnotherType(String type) {
        assertRefused("unsupported-media-type", () -> JsonBody.check(withBody(type, "{}")));
    }

    @Test
    void takesABodyOfEightKibibytesOfUtf8AndNoMore() {
        var longest = "é".repeat(4096);

        assertThatCode(() -> JsonBody.check(withBody("application/json", longest)))
                .doesNotThrowAnyException();
        assertRefused("body-too-large", () -> JsonBody.check(withBody("application/json", longest + "x")));
    }

    @Test
    void readsABodyThatIsAJsonObjectAndRefusesAnyOther() {
        assertThat(JsonBody.of(withBody("application/json", "{\"a\":\"b\"}")).string("a"))
                .contains("b");
        assertRefused("malformed-json", () -> JsonBody.of(withBody("application/json", "[]")));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "9, 9", "10, 10", "99, 99", "100, 100"})
    void takesALimitUpToAHundred(String limit, int taken) {
        assertThat(PageLimit.of(withLimits(limit))).isEqualTo(taken);
    }

    @Test
    void limitsAPageToTwentyFiveUnlessAsked() {
        assertThat(PageLimit.of(ApiRequest.of(Json.object("{}")))).isEqualTo(25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "05", "-1", "ten", ""})
    void refusesAnotherLimit(String limit) {
        assertRefused("invalid-request", () -> PageLimit.of(withLimits(limit)));
    }

    @Test
    void refusesALimitThatIsSentTwice() {
        assertRefused("invalid-request", () -> PageLimit.of(withLimits("1", "2")));
    }

    private static void assertRefused(String slug, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.ProblemException.class, refused -> assertThat(
                        refused.problem().slug())
                .isEqualTo(slug));
    }

    private static ApiRequest withKey(String caller, String key) {
        return ApiRequest.of(new JsonObject(Map.of(
                "headers", new JsonObject(Map.of("idempotency-key", key)),
                "requestContext", new JsonObject(Map.of("identity", new JsonObject(Map.of("caller", caller)))))));
    }

    private static ApiRequest withBody(String type, String body) {
        return ApiRequest.of(
                new JsonObject(Map.of("headers", new JsonObject(Map.of("Content-Type", type)), "body", body)));
    }

    private static ApiRequest withLimits(String... limits) {
        return ApiRequest.of(new JsonObject(
                Map.of("multiValueQueryStringParameters", new JsonObject(Map.of("limit", List.of(limits))))));
    }
}
