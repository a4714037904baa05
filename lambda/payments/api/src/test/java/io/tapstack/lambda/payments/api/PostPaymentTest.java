package io.tapstack.lambda.payments.api;

import static io.tapstack.lambda.payments.api.TestApi.BODY;
import static io.tapstack.lambda.payments.api.TestApi.body;
import static io.tapstack.lambda.payments.api.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.payments.api.InMemoryPaymentStore.Mishap;
import io.tapstack.lambda.shared.ApiResponse;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P8")
@Tag("P14")
class PostPaymentTest {
    private final TestApi api = new TestApi();

    @Test
    void acceptsPaymentAndSaysWhereItIs() {
        var response = api.post("key-1", BODY.replace("}", ",\"description\":\"Tea — 茶\"}"));

        assertThat(response.status()).isEqualTo(201);
        var id = body(response).string("transactionId").orElseThrow();
        assertThat(id).matches("pay_[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}");
        assertThat(response.headers())
                .containsEntry("Location", "/dev/payment/" + id)
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Access-Control-Allow-Origin", "https://shop.example")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Correlation-Id", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef")
                .doesNotContainKey("Idempotency-Replayed");
        assertThat(body(response).members().toString())
                .isEqualTo("{transactionId=" + id + ", userId=user-1, amount=1250, currency=EUR,"
                        + " description=Tea — 茶, status=ACCEPTED, timestamp=1794996000123,"
                        + " createdAt=2026-11-18T10:00:00.123Z}");
        assertThat(api.get(id).body()).isEqualTo(response.body());
    }

    @Test
    void replaysThePaymentForTheSameKeyAndBody() {
        var first = api.post("key-1", BODY);
        api.now += Duration.ofHours(23).toMillis();
        var second = api.post("key-1", " { \"currency\":\"EUR\", \"amount\":1250, \"userId\":\"user-1\"} ");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers())
                .containsEntry("Idempotency-Replayed", "true")
                .containsEntry("Location", first.headers().get("Location"));
        assertThat(api.payments()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":\"user-1\",\"amount\":1251,\"currency\":\"EUR\"}",
                "{\"userId\":\"user-1\",\"amount\":1250,\"currency\":\"USD\"}",
                "{\"userId\":\"user-2\",\"amount\":1250,\"currency\":\"EUR\"}",
                "{\"userId\":\"user-1\",\"amount\":1250,\"currency\":\"EUR\",\"description\":\"\"}"
            })
    void refusesTheSameKeyWithAnotherBody(String other) {
        api.post("key-1", BODY);
        var response = api.post("key-1", other);

        assertThat(response.status()).isEqualTo(422);
        assertThat(problem(response)).isEqualTo("idempotency-key-reused");
        assertThat(api.payments()).hasSize(1);
    }

    @Test
    void forgetsTheKeyAfterADayEvenWhereTheRecordIsStillThere() {
        api.post("key-1", BODY);
        api.now += Duration.ofHours(24).toMillis();

        assertThat(api.post("key-1", BODY).headers()).doesNotContainKey("Idempotency-Replayed");
        assertThat(api.payments()).hasSize(2);
    }

    @Test
    void callersDoNotShareKeys() {
        api.post("key-1", BODY);
        var other = api.call(
                "POST",
                "/payment",
                Map.of(
                        "headers", Map.of("idempotency-key", "key-1", "content-type", "application/json"),
                        "body", BODY,
                        "requestContext",
                                Map.of("identity", Map.of("userArn", "arn:aws:iam::123456789012:user/other"))));

        assertThat(other.status()).isEqualTo(201);
        assertThat(other.headers()).doesNotContainKey("Idempotency-Replayed");
        assertThat(api.payments()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "-0",
                "10.5",
                "10.0",
                "1e3",
                "1E+2",
                "\"10\"",
                "null",
                "true",
                "[1]",
                "{}",
                "1000000000000",
                "99999999999999999999999999"
            })
    void rejectsAmountThatIsNoWholeNumberInRange(String amount) {
        var response = api.post("key-1", BODY.replace("1250", amount));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"field\":\"amount\"");
        assertThat(api.payments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999_999_999_999L})
    void keepsTheSmallestAndLargestAmountExactly(long amount) {
        var response = api.post("key-1", BODY.replace("1250", Long.toString(amount)));

        assertThat(body(response).members()).containsEntry("amount", BigInteger.valueOf(amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"eur\"", "\"EURO\"", "\"ZZZ\"", "\"XAU\"", "\"XXX\"", "\"\"", "978", "null"})
    void rejectsCurrencyWithoutMinorUnitOrUnknown(String currency) {
        var response = api.post("key-1", BODY.replace("\"EUR\"", currency));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"field\":\"currency\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a b\"", "\"a/b\"", "\"ü\"", "7", "null"})
    void rejectsUnusableUserId(String userId) {
        var response = api.post("key-1", BODY.replace("\"user-1\"", userId));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"field\":\"userId\"");
    }

    @Test
    void rejectsTextThatIsTooLong() {
        assertThat(api.post("key-1", BODY.replace("user-1", "u".repeat(65))).status())
                .isEqualTo(400);
        assertThat(description("d".repeat(141)).status()).isEqualTo(400);
        assertThat(description("𝄞".repeat(140)).status()).isEqualTo(201);
        assertThat(description("a\\u0000b").status()).isEqualTo(400);
        assertThat(description("half \\ud834").status()).isEqualTo(400);
    }

    @Test
    void rejectsUnknownFieldWithoutRepeatingItsName() {
        var response = api.post("key-1", BODY.replace("}", ",\"cardNumber\":\"4111111111111111\"}"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("cardNumber", "4111111111111111");
    }

    @Test
    void namesEveryWrongFieldAtOnce() {
        assertThat(api.post("key-1", "{}").body())
                .contains("\"field\":\"userId\"", "\"field\":\"amount\"", "\"field\":\"currency\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"amount\":1,\"amount\":2}", "amount=1", "\u0000"})
    void rejectsMalformedJson(String text) {
        var response = api.post("key-1", text);

        assertThat(response.status()).isEqualTo(400);
        assertThat(problem(response)).isEqualTo("malformed-json");
    }

    @Test
    void rejectsBodyOverEightKibibytes() {
        var padding = " ".repeat(8 * 1024 - BODY.length());
        assertThat(api.post("key-1", BODY + padding).status()).isEqualTo(201);
        assertThat(api.post("key-2", BODY + padding + " ").status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/jsonp", "application/json; charset=latin1", ""})
    void rejectsOtherContentTypes(String type) {
        var response = api.post(Map.of("Idempotency-Key", "k", "Content-Type", type), BODY);

        assertThat(response.status()).isEqualTo(415);
    }

    @Test
    void takesJsonWithItsCharset() {
        var response =
                api.post(Map.of("Idempotency-Key", "k", "Content-Type", "Application/JSON; charset=UTF-8"), BODY);

        assertThat(response.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "with space", "tab\t", "ümlaut"})
    void rejectsUnusableIdempotencyKey(String key) {
        var response = api.post(key, BODY);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"field\":\"Idempotency-Key\"");
    }

    @Test
    void requiresTheIdempotencyKeyExactlyOnceWith255CharactersAtMost() {
        assertThat(api.post(Map.of("Content-Type", "application/json"), BODY).status())
                .isEqualTo(400);
        assertThat(api.post("k".repeat(255), BODY).status()).isEqualTo(201);
        assertThat(api.post("k".repeat(256), BODY).status()).isEqualTo(400);
        var twice = Map.of(
                "headers", Map.of("Content-Type", "application/json"),
                "multiValueHeaders", Map.of("Idempotency-Key", List.of("a", "b")),
                "body", BODY);
        assertThat(api.call("POST", "/payment", twice).status()).isEqualTo(400);
    }

    @Test
    void refusesCardNumbersAndNeitherStoresNorLogsNorRepeatsThem() {
        var card = "4111 1111 1111 1111";
        assertThat(description("my card " + card).status()).isEqualTo(422);
        assertThat(api.post("4111-1111-1111-1111", BODY).status()).isEqualTo(400);
        assertThat(api.post("key-2", BODY.replace("user-1", "4111111111111111")).status())
                .isEqualTo(400);
        assertThat(api.list(Map.of("userId", "4111111111111111")).status()).isEqualTo(400);
        var headers = Map.of(
                "Idempotency-Key", "key-3",
                "Content-Type", "application/json",
                "X-Correlation-Id", "4111-1111-1111-1111");
        var correlated = api.post(headers, BODY);

        assertThat(correlated.headers()).doesNotContainValue("4111-1111-1111-1111");
        assertThat(api.log()).isNotEmpty().doesNotContainPattern("4111\\D?1111");
        assertThat(api.payments()).hasSize(1).asString().doesNotContainPattern("4111\\D?1111");
    }

    @Test
    void storesNeitherKeyNorCallerInTheIdempotencyRecord() {
        api.post("customer@example.org", BODY);

        assertThat(api.store.records.values().toString()).doesNotContain("customer", "arn:aws");
        assertThat(api.store.records.keySet()).allMatch(key -> key.matches("[0-9a-f]{64}"));
    }

    @Test
    void logsNeitherBodyNorKey() {
        var body = BODY.replace("1250", "7654321");
        api.post("a-secret-key", body.replace("}", ",\"description\":\"a private note\"}"));
        api.post("a-secret-key", body);

        assertThat(api.log())
                .contains("payment accepted", "PaymentsAccepted", "idempotency-key-reused")
                .doesNotContain("a-secret-key", "a private note", "user-1", "7654321");
    }

    @Test
    void triesAgainWhenRequestsMeetAndGivesUpInTime() {
        api.store.mishaps.addAll(Collections.nCopies(5, Mishap.CONTENTION));
        assertThat(api.post("key-1", BODY).status()).isEqualTo(201);

        api.store.mishaps.addAll(Collections.nCopies(6, Mishap.CONTENTION));
        var response = api.post("key-2", BODY);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("Retry-After", "2");
        assertThat(api.payments()).hasSize(1);
    }

    @Test
    void isNoReplayWhereOnlyTheAnswerWasLost() {
        api.store.mishaps.add(Mishap.ANSWER_LOST);
        var response = api.post("key-1", BODY);

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers()).doesNotContainKey("Idempotency-Replayed");
        assertThat(api.payments()).hasSize(1);
    }

    @Test
    void answersBugsWithoutDetail() {
        api.store.failure = new IllegalStateException("table payments-secret-name");
        var response = api.post("key-1", BODY);

        assertThat(response.status()).isEqualTo(500);
        assertThat(problem(response)).isEqualTo("internal-error");
        assertThat(response.body() + api.log()).doesNotContain("secret-name");
        assertThat(response.headers()).containsEntry("Access-Control-Allow-Origin", "https://shop.example");
    }

    private ApiResponse description(String text) {
        return api.post("key-" + text.hashCode(), BODY.replace("}", ",\"description\":\"" + text + "\"}"));
    }
}
