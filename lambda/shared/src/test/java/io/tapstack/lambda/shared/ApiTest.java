package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiTest {
    private final ApiRequest request =
            ApiRequest.of(Json.object("{\"httpMethod\":\"GET\",\"resource\":\"/thing\",\"path\":\"/thing\","
                    + "\"headers\":{\"X-Correlation-Id\":\"order-4711\"}}"));

    private final LogLines lines = new LogLines();

    @Test
    void answersWithTheRoutesResponseAndTheStandardHeaders() {
        var response = answer((asked, log) -> ApiResponse.json(201, new JsonObject(Map.of())));

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("{}");
        assertThat(response.headers())
                .containsEntry("X-Correlation-Id", "order-4711")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Access-Control-Allow-Origin", "https://shop.example");
    }

    @Test
    void pagesOfAnotherOriginMayNotReadAnApiOfItsOwnOrigin() {
        var response = Api.sameOrigin((asked, log) -> ApiResponse.json(200, "x"), "Refused", lines.log)
                .answer(request);

        assertThat(response.headers())
                .containsEntry("Cache-Control", "no-store")
                .doesNotContainKey("Access-Control-Allow-Origin");
    }

    @Test
    void logsWhatWasAskedAndAnsweredUnderTheCorrelationId() {
        answer((asked, log) -> ApiResponse.json(200, "x"));

        assertThat(lines.of("answered")).singleElement().satisfies(line -> {
            assertThat(line.string("method")).contains("GET");
            assertThat(line.string("resource")).contains("/thing");
            assertThat(line.number("status").orElseThrow().intValue()).isEqualTo(200);
            assertThat(line.string("correlationId")).contains("order-4711");
        });
        assertThat(lines.counted("Refused")).isZero();
    }

    @Test
    void answersARefusalWithItsProblemLogsAndCountsIt() {
        var response = answer((asked, log) -> {
            throw Problems.routeNotFound().toException();
        });

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).contains("urn:tapstack:problem:not-found", "\"instance\":\"order-4711\"");
        assertThat(lines.of("refused")).singleElement().satisfies(line -> assertThat(line.string("problem"))
                .contains("not-found"));
        assertThat(lines.counted("Refused")).isEqualTo(1);
    }

    @Test
    void answersThatItIsUnavailableAndLogsWhy() {
        var response = answer((asked, log) -> {
            throw new UnavailableException("DynamoDB", new IllegalStateException());
        });

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("Retry-After", "2");
        assertThat(lines.of("unavailable")).singleElement().satisfies(line -> assertThat(
                        line.items("errors", String.class))
                .contains("java.lang.IllegalStateException"));
    }

    @Test
    void answersABugWithAnInternalErrorAndLogsIt() {
        var response = answer((asked, log) -> {
            throw new IllegalArgumentException("secret");
        });

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret");
        assertThat(lines.of("unexpected failure")).singleElement().satisfies(line -> assertThat(
                        line.items("errors", String.class))
                .containsExactly("java.lang.IllegalArgumentException"));
    }

    private ApiResponse answer(Api.Routes routes) {
        return new Api(routes, "Refused", "https://shop.example", lines.log).answer(request);
    }
}
