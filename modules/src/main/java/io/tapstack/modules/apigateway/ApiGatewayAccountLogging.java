package io.tapstack.modules.apigateway;

import com.hashicorp.cdktf.providers.aws.api_gateway_account.ApiGatewayAccount;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.iam.ServiceRole;
import java.util.List;
import software.constructs.Construct;

/**
 * Lets API Gateway write logs in this account and region (S11). There is one such setting for all APIs, so only
 * the foundation makes it, and its role may write to every group: which ones, APIs to come decide.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html">Set up CloudWatch logging
 *     for REST APIs in API Gateway</a>
 */
public final class ApiGatewayAccountLogging extends Construct {

    /**
     * @param deployment of the foundation
     * @param permissionBoundaryArn a reference: IAM refuses a role whose boundary is not there yet
     */
    public record Props(Deployment deployment, String permissionBoundaryArn) {}

    public ApiGatewayAccountLogging(Construct scope, String id, Props props) {
        super(scope, id);
        ServiceRole role = new ServiceRole(
                this,
                "role",
                new ServiceRole.Props(
                        props.deployment,
                        "api-gateway-logs",
                        "API Gateway writes the logs of every API",
                        PolicyDocument.trust("apigateway.amazonaws.com"),
                        List.of(Statement.allow("WriteLogs")
                                .to(
                                        "logs:CreateLogGroup",
                                        "logs:CreateLogStream",
                                        "logs:DescribeLogGroups",
                                        "logs:DescribeLogStreams",
                                        "logs:PutLogEvents",
                                        "logs:GetLogEvents",
                                        "logs:FilterLogEvents")
                                .on(props.deployment.account().arn("logs", "log-group:*"))),
                        props.permissionBoundaryArn));
        ApiGatewayAccount.Builder.create(this, "account")
                .cloudwatchRoleArn(role.ref().arn())
                // API Gateway tries the role out, on a group called /aws/apigateway/welcome: its policy must be there.
                .dependsOn(List.of(role.attachment()))
                .build();
    }
}
