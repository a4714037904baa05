package io.tapstack.modules.systems.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.testing.OpenApi;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P8")
final class PaymentsApiDefinitionTest {
    private static final String FUNCTION = "${aws_lambda_alias.api_1F.invoke_arn}";
    private static final String ORIGIN = "https://pay.example.com";
    private static final String TEXT = PaymentsApiDefinition.json("payments-pr123-api", FUNCTION, ORIGIN);
    private static final JsonNode DOCUMENT = OpenApi.parse(TEXT);

    @Test
    void isAnOpenApiDocumentWithTheDeploymentsName() {
        assertThat(DOCUMENT.path("openapi").asText()).isEqualTo("3.0.3");
        assertThat(DOCUMENT.at("/info/title").asText()).isEqualTo("payments-pr123-api");
    }

    @Test
    void hasNoPlaceholderLeft() {
        assertThat(TEXT).doesNotContain("{{").doesNotContain("}}\"");
    }

    @Test
    void offersTheOperationsOfTheSpecificationAndNoOthers() {
        assertThat(OpenApi.operations(DOCUMENT).keySet())
                .containsExactly(
                        "/payment get",
                        "/payment options",
                        "/payment post",
                        "/payment/{id} get",
                        "/payment/{id} options");
    }

    @Test
    void asksForAnIamSignatureEverywhereButForPreflights() {
        OpenApi.operations(DOCUMENT).forEach((name, operation) -> {
            if (name.endsWith(" options")) {
                assertThat(operation.path("security").isMissingNode()).as(name).isTrue();
            } else {
                assertThat(operation.path("security").toString()).as(name).isEqualTo("[{\"sigv4\":[]}]");
            }
        });
        JsonNode scheme = DOCUMENT.at("/components/securitySchemes/sigv4");
        assertThat(scheme.path("x-amazon-apigateway-authtype").asText()).isEqualTo("awsSigv4");
        assertThat(scheme.path("name").asText()).isEqualTo("Authorization");
    }

    @Test
    void integratesEveryOperationWithTheSameFunction() {
        OpenApi.operations(DOCUMENT).forEach((name, operation) -> {
            JsonNode integration = operation.path("x-amazon-apigateway-integration");
            if (name.endsWith(" options")) {
                assertThat(integration.path("type").asText()).as(name).isEqualTo("mock");
            } else {
                assertThat(integration.path("type").asText()).as(name).isEqualTo("aws_proxy");
                assertThat(integration.path("httpMethod").asText()).as(name).isEqualTo("POST");
                assertThat(integration.path("uri").asText()).as(name).isEqualTo(FUNCTION);
            }
        });
    }

    @Test
    void answersPreflightsForTheOriginOnly() {
        OpenApi.operations(DOCUMENT).forEach((name, operation) -> {
            if (name.endsWith(" options")) {
                JsonNode headers =
                        operation.at("/x-amazon-apigateway-integration/responses/default/responseParameters");
                String header = "method.response.header.Access-Control-Allow-";
                assertThat(headers.path(header + "Origin").asText()).isEqualTo("'" + ORIGIN + "'");
                assertThat(headers.path(header + "Methods")
                                .asText()
                                .replace("'", "")
                                .split(",", -1))
                        .containsExactlyInAnyOrder("GET", "POST", "OPTIONS");
                assertThat(headers.path(header + "Headers")
                                .asText()
                                .replace("'", "")
                                .split(",", -1))
                        .contains("Content-Type", "Authorization", "Idempotency-Key");
                headers.fieldNames().forEachRemaining(parameter -> assertThat(operation
                                .at("/responses/204/headers")
                                .has(parameter.replace("method.response.header.", "")))
                        .as("%s declares %s", name, parameter)
                        .isTrue());
            }
        });
    }

    @Test
    void letsBrowsersReadTheGatewaysOwnErrors() {
        for (String kind : List.of("DEFAULT_4XX", "DEFAULT_5XX")) {
            JsonNode answer =
                    DOCUMENT.path("x-amazon-apigateway-gateway-responses").path(kind);
            assertThat(answer.at("/responseParameters")
                            .path("gatewayresponse.header.Access-Control-Allow-Origin")
                            .asText())
                    .isEqualTo("'" + ORIGIN + "'");
            assertThat(answer.at("/responseParameters")
                            .path("gatewayresponse.header.Content-Type")
                            .asText())
                    .isEqualTo("'application/problem+json'");
        }
    }

    @Test
    void validatesBodiesAndParametersBeforeTheFunctionIsCalled() {
        assertThat(DOCUMENT.path("x-amazon-apigateway-request-validator").asText())
                .isEqualTo("all");
        assertThat(DOCUMENT.at("/x-amazon-apigateway-request-validators/all").toString())
                .isEqualTo("{\"validateRequestBody\":true,\"validateRequestParameters\":true}");
        assertThat(DOCUMENT.at("/paths/~1payment/post/parameters").toString())
                .contains("\"name\":\"Idempotency-Key\",\"in\":\"header\",\"required\":true");
        JsonNode request = DOCUMENT.at("/components/schemas/PaymentRequest");
        assertThat(request.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(request.at("/properties/amount/type").asText()).isEqualTo("integer");
    }

    @Test
    void refersToSchemasThatExist() {
        List<String> references = OpenApi.references(DOCUMENT);
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(DOCUMENT.at(reference.substring(1)))
                .as(reference)
                .isNotEmpty());
    }
}
