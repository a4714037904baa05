package io.tapstack.main.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import io.tapstack.main.testing.FakeAws.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleServerTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FakeConsole console = new FakeConsole();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void servesThePageUnderAStrictPolicy() {
        HttpResponse<String> page = get("", Map.of());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "*");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../tap/console.css",
                "console.java",
                "Gate.class",
                "%2e%2e/tap",
                "api",
                "index.html/",
                "console.js~"
            })
    void servesNothingElse(String path) {
        assertThat(get(path, Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void answersNobodyButThePage() {
        assertThat(get("api/overview", Map.of()).statusCode()).isEqualTo(403);
        assertThat(get("api/overview", Map.of(Gate.TOKEN_HEADER, "wrong")).statusCode())
                .isEqualTo(403);
        assertThat(get("api/overview", Map.of(Gate.TOKEN_HEADER, token(), "Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("", Map.of("Origin", "https://evil.example")).statusCode())
                .isEqualTo(403);
        assertThat(post("api/fire", "{}", Map.of()).statusCode()).isEqualTo(403);
        assertThat(post("", "", Map.of()).statusCode()).isEqualTo(405);
    }

    @Test
    void showsNoSecretOfAState() throws JsonProcessingException {
        HttpResponse<String> resources = ask("resources");
        assertThat(MAPPER.readTree(resources.body())).hasSize(4);
        assertThat(resources.body()).contains("payments-local-payments").doesNotContain(FakeSystems.SECRET);
        assertThat(ask("overview").body()).contains("(sensitive)");
    }

    @Test
    void listsTheMethodsOfTheDeployedApi() throws JsonProcessingException {
        JsonNode operations = MAPPER.readTree(ask("operations").body());
        assertThat(operations.findValuesAsText("id"))
                .containsExactly("POST /payment a1", "GET /payment a1", "GET /payment/{id} a1");
        assertThat(operations.at("/0/body").toString())
                .isEqualTo("{\"userId\":\"demo\",\"amount\":1999,\"currency\":\"EUR\"}");
        assertThat(operations.at("/1/body").isNull()).isTrue();
    }

    @Test
    void sendsASignedRequestToTheDeployedApi() throws JsonProcessingException {
        console.put(FakeConsole.API + "/payment", new Answer(201, "{\"ok\":true}", Map.of("X-Told", "yes")));
        JsonNode result = tryOut("""
                {"operation":"POST /payment a1","parameters":{"Idempotency-Key":"k 1"},"body":"{\\"a\\":1}"}
                """);
        assertThat(result.path("status").asInt()).isEqualTo(201);
        assertThat(result.at("/headers/x-told/0").asText()).isEqualTo("yes");
        assertThat(result.path("curl").asText())
                .contains("-H 'Idempotency-Key: k 1' \\\n  --data-raw '{\"a\":1}' \\\n  " + console.endpoint());
        assertThat(console.requests(FakeConsole.API + "/payment"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.body()).isEqualTo("{\"a\":1}");
                    assertThat(request.header("Idempotency-Key")).isEqualTo("k 1");
                    assertThat(request.header("Authorization")).contains("/eu-central-1/execute-api/aws4_request");
                });
    }

    @Test
    void encodesAndSortsTheQuery() throws JsonProcessingException {
        console.put(FakeConsole.API + "/payment", new Answer(200, "{}"));
        tryOut("{\"operation\":\"GET /payment a1\",\"parameters\":{\"userId\":\"a+b c&d=é\",\"limit\":\"1\"}}");
        assertThat(console.requests(FakeConsole.API + "/payment").get(0).query())
                .isEqualTo("limit=1&userId=a%2Bb%20c%26d%3D%C3%A9");
    }

    @Test
    void keepsAPathParameterInItsPlace() throws JsonProcessingException {
        JsonNode result =
                tryOut("{\"operation\":\"GET /payment/{id} a1\",\"parameters\":{\"id\":\"../../../_tapstack/rules\"}}");
        assertThat(result.path("curl").asText()).endsWith("/payment/..%2F..%2F..%2F_tapstack%2Frules");
        assertThat(console.requests("/_tapstack/rules")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "try|{'operation':'GET http://evil.example/ a1'}|the deployed APIs have no such method",
                "try|{'operation':'DELETE /payment a1'}|the deployed APIs have no such method",
                "try|{'operation':'GET /payment/{id} a1','parameters':{}}|id is part of the path and must not be empty",
                "try|{'operation':'POST /payment a1','parameters':{'Idempotency-Key':'a\\r\\nHost: b'}}|invalid header",
                "try|not JSON|not JSON",
                "fire|{'bus':'default','rule':'none'}|there is no such rule"
            },
            quoteCharacter = '`')
    void refusesWhatItCannotSend(String action, String document, String message) throws JsonProcessingException {
        HttpResponse<String> answer =
                post("api/" + action, document.replace('\'', '"'), Map.of(Gate.TOKEN_HEADER, token()));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(MAPPER.readTree(answer.body()).path("message").asText()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events?after=x",
                "events?wait=21",
                "events?after=-1",
                "logs?function=payments-local-api&from=1e3"
            })
    void refusesAQuestionWithAWrongNumber(String question) {
        assertThat(ask(question).statusCode()).isEqualTo(400);
    }

    @Test
    void firesARuleThatThereIs() throws JsonProcessingException {
        console.put(
                "/_tapstack/rules/default/payments-local-nightly/fire",
                new Answer(200, "{\"targets\":[{\"arn\":\"arn:ledger\",\"delivered\":true,\"error\":null}]}"));
        HttpResponse<String> answer = post(
                "api/fire",
                "{\"bus\":\"default\",\"rule\":\"payments-local-nightly\",\"event\":{\"a\":1}}",
                Map.of(Gate.TOKEN_HEADER, token()));
        assertThat(MAPPER.readTree(answer.body()).at("/0/delivered").asBoolean())
                .isTrue();
        assertThat(console.requests("/_tapstack/rules/default/payments-local-nightly/fire")
                        .get(0)
                        .body())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void saysWhenTheEmulatedAwsIsOutOfOrder() {
        console.put("/_tapstack/functions", new Answer(500, "{\"message\":\"broken\"}"));
        assertThat(ask("functions").statusCode()).isEqualTo(502);
        assertThat(ask("functions").body()).contains("answered 500", "broken");
    }

    @Test
    void saysWhenItsPortIsTaken() {
        int port = URI.create(console.url()).getPort();
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> new ConsoleServer(port, null).close())
                .withMessageStartingWith("cannot listen on 127.0.0.1:" + port);
    }

    private JsonNode tryOut(String document) throws JsonProcessingException {
        return MAPPER.readTree(
                post("api/try", document, Map.of(Gate.TOKEN_HEADER, token())).body());
    }

    private HttpResponse<String> ask(String question) {
        return get("api/" + question, Map.of(Gate.TOKEN_HEADER, token()));
    }

    private String token() {
        Matcher matcher = Pattern.compile("name=\"tap-token\" content=\"([^\"]+)\"")
                .matcher(get("", Map.of()).body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> get(String path, Map<String, String> headers) {
        return send(HttpRequest.newBuilder(URI.create(console.url() + path)), headers);
    }

    private HttpResponse<String> post(String path, String body, Map<String, String> headers) {
        return send(
                HttpRequest.newBuilder(URI.create(console.url() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
