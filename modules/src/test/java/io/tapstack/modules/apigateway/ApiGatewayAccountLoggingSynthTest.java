package io.tapstack.modules.apigateway;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;

import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S11")
final class ApiGatewayAccountLoggingSynthTest {
    private final Synthesized synthesized = Synthesized.of(stack -> new ApiGatewayAccountLogging(
            stack,
            "api-gateway-logging",
            new ApiGatewayAccountLogging.Props(DEPLOYMENT, DEPLOYMENT.permissionBoundaryArn())));

    @Test
    void givesApiGatewayARoleThatHasItsPolicyAlready() {
        String role = synthesized.only("aws_iam_role").address();
        String attachment = synthesized.only("aws_iam_role_policy_attachment").address();
        synthesized
                .only("aws_api_gateway_account")
                .has("cloudwatch_role_arn", "${" + role + ".arn}")
                .has("depends_on", List.of(attachment));
    }

    @Test
    @Tag("C7")
    void trustsApiGatewayOnly() {
        synthesized
                .only("aws_iam_role")
                .statement("assume_role_policy", "AssumeRole")
                .has("Principal/Service", "apigateway.amazonaws.com");
    }

    @Test
    @Tag("C7")
    void writesToLogsOfThisAccountAndRegionOnly() {
        synthesized
                .only("aws_iam_policy")
                .statement("policy", "WriteLogs")
                .has("Resource", "arn:aws:logs:eu-central-1:123456789012:log-group:*");
    }
}
