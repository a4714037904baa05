package io.tapstack.modules.apigateway;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P8")
final class RestApiSynthTest {
    private static final EncryptionKey.Ref KEY =
            new EncryptionKey.Ref("arn:aws:kms:eu-central-1:123456789012:key/logs");
    private static final JavaFunction.Ref FUNCTION =
            new JavaFunction.Ref("payments-pr123-api", "arn:function", "7", "live", "arn:function:live", "arn:invoke");
    private static final ApiSettings SETTINGS = new ApiSettings(100, 50, new Retention(90));

    private final Synthesized synthesized = Synthesized.of(stack -> new RestApi(stack, "api", props(SETTINGS)));
    private final ResourceAssert api = synthesized.only("aws_api_gateway_rest_api");
    private final ResourceAssert stage = synthesized.only("aws_api_gateway_stage");

    @Test
    void isRegionalAndDefinedByTheDocumentAlone() {
        api.has("name", "payments-pr123-api")
                .has("endpoint_configuration/types", List.of("REGIONAL"))
                .json("body")
                .has("openapi", "3.0.1");
        synthesized.none("aws_api_gateway_method");
    }

    /** AWS: "Disable the default endpoint for REST APIs", for clients that must use the custom domain. */
    @Test
    @Tag("P9")
    void answersUnderItsDomainAloneWhereItHasOne() {
        api.has("disable_execute_api_endpoint", true);
    }

    @Test
    void isDeployedAnewWhenTheDocumentChanges() {
        synthesized
                .only("aws_api_gateway_deployment")
                .has("triggers/definition", "${sha1(" + api.address() + ".body)}")
                .has("lifecycle/create_before_destroy", true);
    }

    @Test
    void hasOneStageNamedAfterTheEnvironment() {
        stage.has("stage_name", "dev");
    }

    @Test
    void tracesEveryRequest() {
        stage.has("xray_tracing_enabled", true);
    }

    @Test
    @Tag("C8")
    void logsAccessToItsOwnGroup() {
        ResourceAssert group = synthesized.only("aws_cloudwatch_log_group", "name", "/payments/pr123/api/access");
        group.has("retention_in_days", 90).has("kms_key_id", KEY.arn());
        stage.has("access_log_settings/destination_arn", "${" + group.address() + ".arn}");
    }

    @Test
    void logsWhoDidWhatAndHowItEnded() {
        ResourceAssert format = stage.json("access_log_settings/format");
        Map.of(
                        "requestId", "$context.requestId",
                        "ip", "$context.identity.sourceIp",
                        "caller", "$context.identity.caller",
                        "user", "$context.identity.user",
                        "requestTime", "$context.requestTime",
                        "httpMethod", "$context.httpMethod",
                        "resourcePath", "$context.resourcePath",
                        "status", "$context.status",
                        "protocol", "$context.protocol",
                        "responseLength", "$context.responseLength")
                .forEach(format::has);
        format.has("responseLatency", "$context.responseLatency").has("xrayTraceId", "$context.xrayTraceId");
    }

    @Test
    void logsNothingOfWhatTheRequestCarries() {
        assertThat(stage.at("access_log_settings/format").asText())
                .doesNotContain("querystring", "header", "body", "context.path");
    }

    /** API Gateway escapes nothing: see github.com/DataBiosphere/azul/issues/4348. */
    @Test
    @Tag("C8")
    void logsNothingThatAClientCouldForgeALineWith() {
        assertThat(stage.at("access_log_settings/format").asText())
                .doesNotContain("userAgent", "error.message", "integration.error", "authorizer", "domainName");
    }

    @Test
    void logsErrorsWithoutTheData() {
        synthesized
                .only("aws_api_gateway_method_settings")
                .has("settings/logging_level", "ERROR")
                .has("settings/data_trace_enabled", false);
    }

    @Test
    @Tag("C8")
    void makesTheErrorLogBeforeTheStageThatWritesToIt() {
        ResourceAssert group = synthesized.only(
                "aws_cloudwatch_log_group", "name", "API-Gateway-Execution-Logs_${" + api.address() + ".id}/dev");
        group.has("retention_in_days", 90).has("kms_key_id", KEY.arn());
        stage.has("depends_on", List.of(group.address()));
    }

    @Test
    void measuresAndThrottlesEveryMethod() {
        synthesized
                .only("aws_api_gateway_method_settings")
                .has("method_path", "*/*")
                .has("settings/metrics_enabled", true)
                .has("settings/throttling_rate_limit", 100)
                .has("settings/throttling_burst_limit", 50);
    }

    @Test
    @Tag("L9")
    void mayCallTheAliasFromThisStageOnly() {
        synthesized
                .only("aws_lambda_permission")
                .has("principal", "apigateway.amazonaws.com")
                .has("action", "lambda:InvokeFunction")
                .has("function_name", "payments-pr123-api")
                .has("qualifier", "live")
                .has("source_arn", "${" + api.address() + ".execution_arn}/dev/*/*");
    }

    @Test
    @Tag("C4")
    void refusesSettingsThatNobodyChecked() {
        assertThatThrownBy(() -> props(new ApiSettings(100, 0, new Retention(90))))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("api.burst must be 1..5000, got 0");
    }

    private static RestApi.Props props(ApiSettings settings) {
        return new RestApi.Props(
                DEPLOYMENT,
                settings,
                "{\"openapi\":\"3.0.1\"}",
                DefaultEndpoint.DISABLED,
                Map.of("payments", FUNCTION),
                KEY);
    }
}
