package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B6")
class PortalApiTest {
    private static PortalInstance portal;

    @BeforeAll
    static void start() {
        portal = PortalInstance.start();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void showsTheAccountsInOrderWithExactBalances() {
        var accounts = portal.json("/api/accounts").items("accounts", JsonObject.class);

        assertThat(accounts)
                .extracting(account -> account.string("id").orElseThrow())
                .containsExactly("acc_everyday", "acc_savings", "acc_card", "acc_tokyo");
        assertThat(Json.write(accounts.get(3)))
                .isEqualTo(
                        "{\"id\":\"acc_tokyo\",\"name\":\"Tokyo account\",\"kind\":\"CURRENT\","
                                + "\"numberEnding\":\"5508\",\"balance\":{\"amount\":413920,\"currency\":\"JPY\",\"decimals\":0}}");
        assertThat(Json.write(accounts.get(1).object("balance").orElseThrow()))
                .isEqualTo("{\"amount\":1496437,\"currency\":\"EUR\",\"decimals\":2}");
    }

    @Test
    void pagesThroughEveryTransactionOnceTheNewestFirst() {
        var seen = new ArrayList<JsonObject>();
        var path = "/api/accounts/acc_everyday/transactions?limit=7";
        var page = portal.json(path);
        while (page.string("nextToken").isPresent()) {
            assertThat(page.items("transactions", JsonObject.class)).hasSize(7);
            seen.addAll(page.items("transactions", JsonObject.class));
            page = portal.json(path + "&nextToken=" + page.string("nextToken").orElseThrow());
        }
        seen.addAll(page.items("transactions", JsonObject.class));

        assertThat(seen).hasSize(45).doesNotHaveDuplicates();
        assertThat(seen)
                .extracting(transaction -> transaction.string("bookedAt").orElseThrow())
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(seen.stream().map(PortalApiTest::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(amount(
                        "balance",
                        portal.json("/api/accounts")
                                .items("accounts", JsonObject.class)
                                .get(0)));
    }

    @Test
    void aPageHoldsTwentyFiveUnlessAskedOtherwise() {
        assertThat(portal.json("/api/accounts/acc_everyday/transactions").items("transactions", JsonObject.class))
                .hasSize(25);
    }

    @Test
    void thereIsNoNextPageAfterTheLastTransaction() {
        var page = portal.json("/api/accounts/acc_savings/transactions?limit=8");

        assertThat(page.items("transactions", JsonObject.class)).hasSize(8);
        assertThat(page.string("nextToken")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "ten", "", "%zz", "5&limit=6", "٣"})
    void refusesLimit(String limit) {
        var answer = portal.get("/api/accounts/acc_everyday/transactions?limit="
                + limit.replace("٣", "%D9%A3").replace("%zz", "%25zz"));

        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.body()).contains("\"field\":\"limit\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "abc", "999999999999999999", "9999999999999999999", "", "1'--", "TOKEN_OF_ANOTHER"})
    void refusesTokenThatIsNoneOfTheAccount(String token) {
        var another = portal.json("/api/accounts/acc_card/transactions?limit=1")
                .string("nextToken")
                .orElseThrow();
        var answer = portal.get(
                "/api/accounts/acc_everyday/transactions?nextToken=" + token.replace("TOKEN_OF_ANOTHER", another));

        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.body()).contains("\"field\":\"nextToken\"").doesNotContain("'--");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/accounts/acc_nobody/transactions, account-not-found",
        "/api/accounts/x/transactions, account-not-found",
        "/api/accounts/acc_everyday, not-found",
        "/api/accounts/, not-found",
        "/api/accounts/a%27--/transactions, not-found",
        "/api/accounts/../../etc/passwd, not-found",
        "/api, not-found",
        "/, not-found",
        "/healthz/deep, not-found"
    })
    void whatDoesNotExistIsNotFound(String path, String slug) {
        assertProblem(portal.get(path), 404, slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void onlyReads(String method) {
        var body = HttpRequest.BodyPublishers.ofString("{}");
        var answer = portal.send(portal.request("/api/accounts").method(method, body));

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void headIsGetWithoutTheBody() {
        var get = portal.get("/api/accounts");
        var head = portal.send(portal.request("/api/accounts").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
    }

    @Test
    void answersAreKeptByNobodyAndReadByNoOtherOrigin() {
        var headers = portal.get("/api/accounts").headers();

        assertThat(headers.firstValue("Content-Type")).contains("application/json");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Correlation-Id, from-the-caller-1, from-the-caller-1",
        "X-Amz-Cf-Id, aBcD_-0123456789aBcD==, aBcD_-0123456789aBcD",
        "X-Correlation-Id, 4111111111111111, ''",
        "X-Correlation-Id, short, ''"
    })
    void tiesAnswerAndLogTogether(String header, String sent, String expected) {
        var answer = portal.send(portal.request("/api/accounts").header(header, sent));
        var id = answer.headers().firstValue("X-Correlation-Id").orElseThrow();

        if (expected.isEmpty()) {
            assertThat(id).matches("[0-9a-f-]{36}");
        } else {
            assertThat(id).isEqualTo(expected);
        }
        assertThat(portal.log()).contains("\"correlationId\":\"" + id + "\"").doesNotContain("4111111111111111");
    }

    @Test
    void logsNeitherAmountsNorWhatStrangersMakeUp() {
        portal.get("/api/accounts");
        portal.get("/wp-admin/made-up");

        assertThat(portal.log())
                .contains("\"resource\":\"/{unknown}\"")
                .doesNotContain("made-up", "413920", "Tokyo", PortalInstance.ORIGIN, PortalInstance.PASSWORD);
    }

    static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Json.object(answer.body()).members())
                .containsEntry("type", "urn:tapstack:problem:" + slug)
                .containsKey("title")
                .containsEntry(
                        "instance",
                        answer.headers().firstValue("X-Correlation-Id").orElseThrow())
                .satisfies(members -> assertThat(members.keySet())
                        .isSubsetOf(List.of("type", "title", "status", "detail", "instance", "errors")));
    }

    private static BigDecimal amount(JsonObject transaction) {
        return amount("amount", transaction);
    }

    private static BigDecimal amount(String member, JsonObject object) {
        return object.object(member).flatMap(money -> money.number("amount")).orElseThrow();
    }
}
