package io.tapstack.lambda.loyalty.api;

import static io.tapstack.lambda.loyalty.api.TestApi.ALICE;
import static io.tapstack.lambda.loyalty.api.TestApi.BOB;
import static io.tapstack.lambda.loyalty.api.TestApi.body;
import static io.tapstack.lambda.loyalty.api.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("L2")
class HistoryTest {
    private final TestApi api = new TestApi();

    @Test
    void showsTheNewestFirstAndNothingOfOthers() {
        api.enrol(ALICE);
        api.enrol(BOB);
        var expected = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            api.now += 1000;
            expected.add(
                    0,
                    body(api.earn("a" + i, ALICE, 10)).string("transactionId").orElseThrow());
            api.earn("b" + i, BOB, 10);
        }

        assertThat(ids(api.history(ALICE, ALICE.value(), Map.of()).body())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 100})
    void pagesThroughEveryEntryOnceAlthoughTheyShareAMillisecond(int limit) {
        api.enrol(ALICE);
        for (int i = 0; i < 7; i++) {
            api.earn("k" + i, ALICE, 10);
        }
        var seen = new ArrayList<String>();
        var query = new HashMap<>(Map.of("limit", "" + limit));
        for (int page = 0; page < 10; page++) {
            var response = api.history(ALICE, ALICE.value(), query);
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
    void refusesAnotherMembersToken() {
        for (var member : List.of(ALICE, BOB)) {
            api.enrol(member);
            api.earn("1" + member, member, 10);
            api.earn("2" + member, member, 10);
        }
        var token = body(api.history(ALICE, ALICE.value(), Map.of("limit", "1")))
                .string("nextToken")
                .orElseThrow();

        assertThat(api.history(ALICE, ALICE.value(), Map.of("nextToken", token)).status())
                .isEqualTo(200);
        var response = api.history(BOB, BOB.value(), Map.of("nextToken", token));
        assertThat(response.status()).isEqualTo(400);
        assertThat(problem(response)).isEqualTo("invalid-request");
    }

    @Test
    void refusesAParameterSentTwice() {
        api.enrol(ALICE);
        var twice = Map.of(
                "pathParameters", Map.of("id", ALICE.value()),
                "multiValueQueryStringParameters", Map.of("limit", List.of("1", "2")));

        assertThat(api.call(TestApi.claims(ALICE), "GET", "/members/{id}/transactions", twice)
                        .status())
                .isEqualTo(400);
    }

    private static List<String> ids(String page) {
        return Json.object(page).items("transactions", JsonObject.class).stream()
                .map(entry -> entry.string("transactionId").orElseThrow())
                .toList();
    }
}
