package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P14")
class ProblemTest {
    @Test
    void isAnRfc9457Document() {
        var response = Problem.of("invalid-request", 400, "Invalid request", "")
                .withErrors(new Problem.FieldError("amount", "must be whole"))
                .toResponse("corr-1234");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(response.body())
                .contains(
                        "\"type\":\"urn:tapstack:problem:invalid-request\"",
                        "\"status\":400",
                        "\"instance\":\"corr-1234\"",
                        "\"field\":\"amount\"")
                .doesNotContain("detail");
    }

    @Test
    void internalErrorSaysNothingMore() {
        assertThat(Problem.internalError().toResponse("corr-1234").body())
                .isEqualTo("{\"type\":\"urn:tapstack:problem:internal-error\",\"title\":\"Internal error\","
                        + "\"status\":500,\"instance\":\"corr-1234\"}");
    }

    @Test
    void unavailableSaysWhenToTryAgain() {
        assertThat(Problem.unavailable().toResponse("corr-1234").headers()).containsEntry("Retry-After", "2");
    }

    @Test
    @Tag("P8")
    void everyResponseCarriesTheStandardHeadersAndBecomesAProxyAnswer() {
        var response = ApiResponse.json(201, new JsonObject(Map.of("a", "b")))
                .withStandardHeaders("corr-1234")
                .readableBy("https://shop.example");

        var answer = Json.object(response.toProxyJson());
        assertThat(answer.number("statusCode"))
                .hasValueSatisfying(code -> assertThat(code).isEqualByComparingTo("201"));
        assertThat(answer.string("body")).contains("{\"a\":\"b\"}");
        assertThat(answer.object("headers").orElseThrow().members())
                .containsEntry("Access-Control-Allow-Origin", "https://shop.example")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Content-Type", "application/json")
                .containsEntry("X-Correlation-Id", "corr-1234");
    }

    @Test
    void aRefusedMethodComesWithThoseAllowed() {
        var response = Problems.methodNotAllowed("GET, POST").toResponse("corr-1234");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers()).containsEntry("Allow", "GET, POST");
    }
}
