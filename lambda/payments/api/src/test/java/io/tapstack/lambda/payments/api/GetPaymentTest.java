package io.tapstack.lambda.payments.api;

import static io.tapstack.lambda.payments.api.TestApi.BODY;
import static io.tapstack.lambda.payments.api.TestApi.body;
import static io.tapstack.lambda.payments.api.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.UnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P8")
@Tag("P14")
class GetPaymentTest {
    private final TestApi api = new TestApi();

    @Test
    void knowsNoPaymentUnderAnUnknownId() {
        var response = api.get("pay_00000000000000000000000000000000");

        assertThat(response.status()).isEqualTo(404);
        assertThat(problem(response)).isEqualTo("payment-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "pay_", "pay_0000000000000000000000000000000G", "PAY_00000000000000000000000000000000"})
    void rejectsMalformedId(String id) {
        assertThat(api.get(id).status()).isEqualTo(400);
    }

    @Test
    void listsAUsersPaymentsTheNewestFirst() {
        var expected = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            api.now += 1000;
            expected.add(0, accept("key-" + i, "user-1"));
            accept("other-" + i, "user-2");
        }

        assertThat(ids(api.list(Map.of("userId", "user-1")).body())).isEqualTo(expected);
    }

    @Test
    void listsByStatus() {
        var id = accept("key-1", "user-1");

        assertThat(ids(api.list(Map.of("status", "ACCEPTED")).body())).containsExactly(id);
        assertThat(api.list(Map.of("status", "REVERSED")).body()).isEqualTo("{\"payments\":[]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 100})
    void pagesThroughEveryPaymentOnceAlthoughTheyShareAMillisecond(int limit) {
        for (int i = 0; i < 7; i++) {
            accept("key-" + i, "user-1");
        }

        var seen = new ArrayList<String>();
        var query = new HashMap<>(Map.of("userId", "user-1", "limit", "" + limit));
        for (int page = 0; page < 10; page++) {
            var response = api.list(query);
            assertThat(response.status()).isEqualTo(200);
            seen.addAll(ids(response.body()));
            var next = body(response).string("nextToken");
            if (next.isEmpty()) {
                break;
            }
            query.put("nextToken", next.get());
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(7);
    }

    @Test
    void usesTheDefaultLimit() {
        api.list(Map.of("userId", "user-1"));

        assertThat(api.store.lastQuery.limit()).isEqualTo(25);
    }

    @Test
    void refusesTheTokenOfAnotherQuestion() {
        accept("key-1", "user-1");
        accept("key-2", "user-1");
        var token = body(api.list(Map.of("userId", "user-1", "limit", "1")))
                .string("nextToken")
                .orElseThrow();

        assertThat(api.list(Map.of("userId", "user-1", "nextToken", token)).status())
                .isEqualTo(200);
        assertThat(api.list(Map.of("userId", "user-2", "nextToken", token)).status())
                .isEqualTo(400);
        assertThat(api.list(Map.of("status", "ACCEPTED", "nextToken", token)).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "userId=u&status=ACCEPTED",
        "limit=5",
        "userId=",
        "userId=a b",
        "status=accepted",
        "status=PENDING",
        "userId=u&limit=0",
        "userId=u&limit=101",
        "userId=u&limit=1.5",
        "userId=u&limit=",
        "userId=u&nextToken=",
        "userId=u&nextToken=abc",
        "userId=u&sort=asc"
    })
    void rejectsQuestionThatIsUnclearOrOutOfRange(String query) {
        var parameters = new HashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var nameAndValue = pair.split("=", -1);
            parameters.put(nameAndValue[0], nameAndValue[1]);
        }
        var response = api.list(parameters);

        assertThat(response.status()).isEqualTo(400);
        assertThat(problem(response)).isEqualTo("invalid-request");
    }

    @Test
    void rejectsParameterSentTwice() {
        var twice = Map.of("multiValueQueryStringParameters", Map.of("userId", List.of("a", "b")));

        assertThat(api.call("GET", "/payment", twice).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"PUT,/payment,405,'GET, POST'", "DELETE,/payment/{id},405,GET", "POST,/payment/{id},405,GET"})
    void namesTheMethodsThatAreAllowed(String method, String resource, int status, String allowed) {
        var response = api.call(method, resource, Map.of());

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers()).containsEntry("Allow", allowed);
    }

    @Test
    void knowsNoOtherRoute() {
        assertThat(api.call("GET", "/refund", Map.of()).status()).isEqualTo(404);
        assertThat(api.call("GET", "", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void asksToTryAgainWhileTheStoreIsAway() {
        api.store.failure = new UnavailableException("away");

        assertThat(api.get("pay_00000000000000000000000000000000").status()).isEqualTo(503);
        assertThat(api.list(Map.of("userId", "u")).status()).isEqualTo(503);
    }

    private String accept(String key, String userId) {
        return body(api.post(key, BODY.replace("user-1", userId)))
                .string("transactionId")
                .orElseThrow();
    }

    private static List<String> ids(String page) {
        return Json.object(page).items("payments", JsonObject.class).stream()
                .map(payment -> payment.string("transactionId").orElseThrow())
                .toList();
    }
}
