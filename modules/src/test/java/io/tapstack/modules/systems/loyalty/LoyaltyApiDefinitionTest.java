package io.tapstack.modules.systems.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.testing.OpenApi;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L2")
final class LoyaltyApiDefinitionTest {
    private static final String FUNCTION = "${aws_lambda_alias.api_1F.invoke_arn}";
    private static final String POOL = "${aws_cognito_user_pool.users_2A.arn}";
    private static final String ORIGIN = "https://pay.example.com";
    private static final String TEXT = LoyaltyApiDefinition.json("loyalty-pr123-api", FUNCTION, POOL, ORIGIN);
    private static final JsonNode DOCUMENT = OpenApi.parse(TEXT);

    @Test
    void isAnOpenApiDocumentWithTheDeploymentsName() {
        assertThat(DOCUMENT.path("openapi").asText()).isEqualTo("3.0.3");
        assertThat(DOCUMENT.at("/info/title").asText()).isEqualTo("loyalty-pr123-api");
        assertThat(TEXT).doesNotContain("{{").doesNotContain("}}\"");
    }

    @Test
    void offersTheOperationsOfTheSpecificationAndNoOthers() {
        assertThat(OpenApi.operations(DOCUMENT).keySet())
                .containsExactly(
                        "/members options",
                        "/members post",
                        "/members/{id} get",
                        "/members/{id} options",
                        "/members/{id}/preferences options",
                        "/members/{id}/preferences put",
                        "/members/{id}/transactions get",
                        "/members/{id}/transactions options",
                        "/members/{id}/transactions post");
    }

    /** Without scopes: with any, API Gateway would take access tokens, which carry neither address nor groups. */
    @Test
    void asksForAnIdTokenEverywhereButForPreflights() {
        OpenApi.operations(DOCUMENT).forEach((name, operation) -> {
            if (name.endsWith(" options")) {
                assertThat(operation.path("security").isMissingNode()).as(name).isTrue();
            } else {
                assertThat(operation.path("security").toString()).as(name).isEqualTo("[{\"members\":[]}]");
            }
        });
        JsonNode scheme = DOCUMENT.at("/components/securitySchemes/members");
        assertThat(scheme.path("in").asText()).isEqualTo("header");
        assertThat(scheme.path("name").asText()).isEqualTo("Authorization");
        assertThat(scheme.path("x-amazon-apigateway-authtype").asText()).isEqualTo("cognito_user_pools");
        assertThat(scheme.at("/x-amazon-apigateway-authorizer/type").asText()).isEqualTo("cognito_user_pools");
        assertThat(scheme.at("/x-amazon-apigateway-authorizer/providerARNs").toString())
                .isEqualTo("[\"" + POOL + "\"]");
    }

    @Test
    void integratesEveryOperationWithTheSameFunction() {
        OpenApi.operations(DOCUMENT).forEach((name, operation) -> {
            JsonNode integration = operation.path("x-amazon-apigateway-integration");
            if (name.endsWith(" options")) {
                assertThat(integration.path("type").asText()).as(name).isEqualTo("mock");
            } else {
                assertThat(integration.path("type").asText()).as(name).isEqualTo("aws_proxy");
                assertThat(integration.path("uri").asText()).as(name).isEqualTo(FUNCTION);
            }
        });
    }

    @Test
    void tellsBrowsersWhatTheyMaySend() {
        OpenApi.operations(DOCUMENT).forEach((name, operation) -> {
            if (name.endsWith(" options")) {
                JsonNode headers =
                        operation.at("/x-amazon-apigateway-integration/responses/default/responseParameters");
                String header = "method.response.header.Access-Control-Allow-";
                assertThat(headers.path(header + "Origin").asText()).isEqualTo("'" + ORIGIN + "'");
                assertThat(headers.path(header + "Methods").asText()).isEqualTo("'GET,POST,PUT,OPTIONS'");
                assertThat(headers.path(header + "Headers").asText())
                        .isEqualTo("'Content-Type,Authorization,Idempotency-Key,X-Correlation-Id'");
            }
        });
    }

    @Test
    @Tag("L3")
    void validatesBodiesAndParametersBeforeTheFunctionIsCalled() {
        assertThat(DOCUMENT.at("/x-amazon-apigateway-request-validators/all").toString())
                .isEqualTo("{\"validateRequestBody\":true,\"validateRequestParameters\":true}");
        assertThat(DOCUMENT.at("/paths/~1members~1{id}~1transactions/post/parameters")
                        .toString())
                .contains("\"name\":\"Idempotency-Key\",\"in\":\"header\",\"required\":true");
        JsonNode request = DOCUMENT.at("/components/schemas/TransactionRequest");
        assertThat(request.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(request.at("/properties/points").toString())
                .isEqualTo("{\"type\":\"integer\",\"minimum\":1,\"maximum\":1000000}");
        assertThat(DOCUMENT.at("/components/schemas/Preferences/required").toString())
                .isEqualTo("[\"wantsOffers\"]");
    }

    @Test
    void refersToSchemasThatExist() {
        List<String> references = OpenApi.references(DOCUMENT);
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(DOCUMENT.at(reference.substring(1)))
                .as(reference)
                .isNotEmpty());
    }
}
