package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An API is signed for, throttled, traced, and its logs show no payment. */
@Tag("L2")
@Tag("P8")
@Tag("P9")
@Tag("ACM.2")
@Tag("APIGateway.1")
@Tag("APIGateway.3")
@Tag("APIGateway.8")
final class ApisAreGuardedTest {
    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        for (StackJson spoilt : List.of(
                unsigned(dev),
                dev.with("aws_api_gateway_stage", "xray_tracing_enabled", false),
                dev.without("aws_api_gateway_method_settings"),
                dev.with("aws_api_gateway_method_settings", "settings/data_trace_enabled", true),
                dev.with("aws_api_gateway_method_settings", "settings/logging_level", "OFF"),
                dev.with("aws_api_gateway_method_settings", "settings/throttling_rate_limit", -1),
                dev.with("aws_api_gateway_method_settings", "method_path", "payment/POST"),
                dev.without("aws_api_gateway_deployment", "triggers"),
                dev.with("aws_acm_certificate", "key_algorithm", "RSA_1024"),
                dev.without("aws_api_gateway_base_path_mapping"),
                dev.plus("aws_apigatewayv2_api", "{}"))) {
            assertThat(violations(spoilt)).hasSize(1);
        }
    }

    @Test
    @Tag("L2")
    void canFailOnAnAuthoriserOfSomebodyElsesPool() {
        StackJson dev = SynthesizedStacks.shipped("loyalty-dev");
        String body = dev.all("aws_api_gateway_rest_api").get(0).at("body").asText();
        String other = body.replaceAll("\\$\\{aws_cognito_user_pool[^}]*}", "arn:pool");
        assertThat(violations(dev.with("aws_api_gateway_rest_api", "body", other)))
                .hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        all.addAll(stack.violations("aws_api_gateway_rest_api", "has open operations", ApisAreGuardedTest::isSigned));
        all.addAll(stack.violations("aws_api_gateway_stage", "is not traced", stage -> stage.at("xray_tracing_enabled")
                .asBoolean()));
        all.addAll(stack.missing("aws_api_gateway_rest_api", "aws_api_gateway_method_settings", "rest_api_id"));
        all.addAll(stack.violations(
                "aws_api_gateway_method_settings",
                "logs too much or too little, or lets too much through",
                settings -> settings.at("method_path").asText().equals("*/*")
                        && settings.at("settings/logging_level").asText().equals("ERROR")
                        && !settings.at("settings/data_trace_enabled").asBoolean(true)
                        && settings.at("settings/throttling_rate_limit").asInt() > 0
                        && settings.at("settings/throttling_burst_limit").asInt() > 0));
        all.addAll(stack.violations(
                "aws_api_gateway_deployment",
                "stays when its definition changes",
                deployment -> deployment.at("triggers/definition").asText().contains(".body")));
        all.addAll(stack.violations(
                "aws_acm_certificate", "has a short key", certificate -> List.of("RSA_2048", "EC_prime256v1")
                        .contains(certificate.at("key_algorithm").asText())));
        all.addAll(stack.missing("aws_api_gateway_domain_name", "aws_api_gateway_base_path_mapping", "domain_name"));
        all.addAll(stack.violations("aws_apigatewayv2_api", "cannot have a firewall", api -> false));
        return all;
    }

    /** But for preflights, which browsers do not sign. */
    private static boolean isSigned(ResourceAssert api) {
        JsonNode body = body(api);
        JsonNode paths = body.path("paths");
        for (JsonNode path : paths) {
            for (Map.Entry<String, JsonNode> operation : path.properties()) {
                JsonNode security = operation.getValue().path("security");
                if (!operation.getKey().equals("options") && !asksWho(body, security.path(0))) {
                    return false;
                }
            }
        }
        return !paths.isEmpty();
    }

    /** By a signature, or by an ID token (no scopes) of a user pool of the stack. */
    private static boolean asksWho(JsonNode body, JsonNode security) {
        JsonNode authorizer = body.at("/components/securitySchemes/members/x-amazon-apigateway-authorizer");
        return security.has("sigv4")
                || (security.path("members").isArray()
                        && security.path("members").isEmpty()
                        && authorizer.path("type").asText().equals("cognito_user_pools")
                        && refersTo(authorizer.at("/providerARNs/0"), "aws_cognito_user_pool"));
    }

    private static JsonNode body(ResourceAssert api) {
        return TestContext.parse(api.at("body").asText().replace("'", "\\u0027"));
    }

    private static StackJson unsigned(StackJson stack) {
        JsonNode body = body(stack.all("aws_api_gateway_rest_api").get(0));
        ((ObjectNode) body.at("/paths/~1payment/post")).remove("security");
        return stack.with("aws_api_gateway_rest_api", "body", body.toString());
    }
}
