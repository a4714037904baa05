package io.tapstack.modules.apigateway;

import com.hashicorp.cdktf.Fn;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.api_gateway_deployment.ApiGatewayDeployment;
import com.hashicorp.cdktf.providers.aws.api_gateway_method_settings.ApiGatewayMethodSettings;
import com.hashicorp.cdktf.providers.aws.api_gateway_method_settings.ApiGatewayMethodSettingsSettings;
import com.hashicorp.cdktf.providers.aws.api_gateway_rest_api.ApiGatewayRestApi;
import com.hashicorp.cdktf.providers.aws.api_gateway_rest_api.ApiGatewayRestApiEndpointConfiguration;
import com.hashicorp.cdktf.providers.aws.api_gateway_stage.ApiGatewayStage;
import com.hashicorp.cdktf.providers.aws.api_gateway_stage.ApiGatewayStageAccessLogSettings;
import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.logs.LogGroup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * A regional REST API with one stage, defined by an OpenAPI document alone (P8; FSBP APIGateway.1, APIGateway.3): paths,
 * models, validators, authorisation, CORS and gateway responses are in the document, what surrounds them is here.
 *
 * <p>Requires that the account lets API Gateway write logs: {@link ApiGatewayAccountLogging}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html">Develop REST APIs
 *     using OpenAPI in API Gateway</a>
 */
public final class RestApi extends Construct {
    private static final String SMALLEST_COMPRESSED_BYTES = "1024";

    private final Ref ref;

    /**
     * @param openApiBody JSON; may hold references, such as the invoke ARNs of {@code functions}
     * @param defaultEndpoint whether API Gateway's own name serves the API
     * @param functions that the document integrates with, each under a stable name: the API may call these
     * @param logsKey its policy must let CloudWatch Logs in
     */
    public record Props(
            Deployment deployment,
            ApiSettings settings,
            String openApiBody,
            DefaultEndpoint defaultEndpoint,
            Map<String, JavaFunction.Ref> functions,
            EncryptionKey.Ref logsKey) {
        public Props {
            Problems.refuse("api", settings);
            functions = Map.copyOf(functions);
        }

        String name() {
            return deployment.name("api");
        }

        String stageName() {
            return deployment.environment().id();
        }
    }

    /**
     * What others may use of an API.
     *
     * @param name the name itself, not a reference to it: the dimension {@code ApiName} of the API's metrics
     * @param invokeUrl of the stage, without a slash at the end
     * @param executionArn of the API, to name its methods in policies: {@code <executionArn>/<stage>/<METHOD>/<path>}
     */
    public record Ref(
            String id,
            String arn,
            String name,
            String stageName,
            String stageArn,
            String invokeUrl,
            String executionArn) {}

    public RestApi(Construct scope, String id, Props props) {
        super(scope, id);
        ApiGatewayRestApi api = restApi(props);
        String apiId = api.getId();
        String executionArn = api.getExecutionArn();
        LogGroup accessLog = log("access-log", props, props.deployment.path("api/access"));
        LogGroup executionLog =
                log("execution-log", props, "API-Gateway-Execution-Logs_" + apiId + "/" + props.stageName());
        ApiGatewayStage stage = stage(props, apiId, deployment(api, apiId), accessLog.ref(), executionLog);
        String stageName = stage.getStageName();
        methodSettings(props.settings, apiId, stageName);
        new TreeMap<>(props.functions)
                .forEach((name, function) -> permission(name, function, executionArn + "/" + props.stageName()));
        this.ref = new Ref(
                apiId, api.getArn(), props.name(), stageName, stage.getArn(), stage.getInvokeUrl(), executionArn);
    }

    public Ref ref() {
        return ref;
    }

    private ApiGatewayRestApi restApi(Props props) {
        return ApiGatewayRestApi.Builder.create(this, "api")
                .name(props.name())
                .body(props.openApiBody)
                .disableExecuteApiEndpoint(props.defaultEndpoint == DefaultEndpoint.DISABLED)
                .endpointConfiguration(ApiGatewayRestApiEndpointConfiguration.builder()
                        .types(List.of("REGIONAL"))
                        .build())
                .minimumCompressionSize(SMALLEST_COMPRESSED_BYTES)
                .build();
    }

    /** A deployment is a snapshot: another document needs another one, made before the stage leaves the old one. */
    private ApiGatewayDeployment deployment(ApiGatewayRestApi api, String apiId) {
        return ApiGatewayDeployment.Builder.create(this, "deployment")
                .restApiId(apiId)
                .triggers(Map.of("definition", Fn.sha1(api.getBody())))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
    }

    private LogGroup log(String id, Props props, String name) {
        return new LogGroup(this, id, new LogGroup.Props(name, props.settings.accessLogs(), props.logsKey));
    }

    private ApiGatewayStage stage(
            Props props, String apiId, ApiGatewayDeployment deployment, LogGroup.Ref accessLog, LogGroup executionLog) {
        return ApiGatewayStage.Builder.create(this, "stage")
                .restApiId(apiId)
                .deploymentId(deployment.getId())
                .stageName(props.stageName())
                .accessLogSettings(ApiGatewayStageAccessLogSettings.builder()
                        .destinationArn(accessLog.arn())
                        .format(AccessLogFormat.json())
                        .build())
                .xrayTracingEnabled(true)
                // Errors go to a group that AWS names; were it missing, AWS would make one without key or end.
                .dependsOn(List.of(executionLog.resource()))
                .build();
    }

    /** For all methods. Data traces would write whole requests, and with them payments, into the log. */
    private void methodSettings(ApiSettings settings, String apiId, String stageName) {
        ApiGatewayMethodSettings.Builder.create(this, "method-settings")
                .restApiId(apiId)
                .stageName(stageName)
                .methodPath("*/*")
                .settings(ApiGatewayMethodSettingsSettings.builder()
                        .loggingLevel("ERROR")
                        .dataTraceEnabled(false)
                        .metricsEnabled(true)
                        .throttlingRateLimit(settings.ratePerSecond())
                        .throttlingBurstLimit(settings.burst())
                        .build())
                .build();
    }

    /** For this API's stage only; the console's test button, for one, is another stage. */
    private void permission(String name, JavaFunction.Ref function, String stageExecutionArn) {
        LambdaPermission.Builder.create(this, name + "-permission")
                .statementId("ApiCallsFunction")
                .action("lambda:InvokeFunction")
                .functionName(function.name())
                .qualifier(function.aliasName())
                .principal("apigateway.amazonaws.com")
                .sourceArn(stageExecutionArn + "/*/*")
                .build();
    }
}
