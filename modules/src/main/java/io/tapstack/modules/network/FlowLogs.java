package io.tapstack.modules.network;

import com.hashicorp.cdktf.providers.aws.flow_log.FlowLog;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.iam.ServiceRole;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.logs.LogGroup;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Records all traffic of a VPC, accepted or not, in an encrypted log group (C8, C14; FSBP EC2.6, CIS 3.7).
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html">IAM role for publishing flow
 *     logs to CloudWatch Logs</a>
 */
final class FlowLogs extends Construct {

    record Props(Deployment deployment, String vpcId, EncryptionKey.Ref logsKey, Retention retention) {}

    FlowLogs(Construct scope, String id, Props props) {
        super(scope, id);
        String name = props.deployment.path("vpc-flow");
        LogGroup logGroup = new LogGroup(this, "log-group", new LogGroup.Props(name, props.retention, props.logsKey));
        ServiceRole role = role(props.deployment, name);
        FlowLog.Builder.create(this, "flow-log")
                .vpcId(props.vpcId)
                .trafficType("ALL")
                .logDestinationType("cloud-watch-logs")
                .logDestination(logGroup.ref().arn())
                .iamRoleArn(role.ref().arn())
                .tags(Map.of("Name", props.deployment.name("vpc")))
                // The role's policy too, not only the role that is referred to. (CDKTF drops node.addDependency.)
                .dependsOn(List.of(role.attachment()))
                .build();
    }

    private ServiceRole role(Deployment deployment, String logGroup) {
        Account account = deployment.account();
        PolicyDocument trust = PolicyDocument.trust(
                "vpc-flow-logs.amazonaws.com",
                Condition.sourceAccount(account),
                Condition.arnLike("aws:SourceArn", account.arn("ec2", "vpc-flow-log/*")));
        Statement write = Statement.allow("WriteFlowLogs")
                .to("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams")
                .on(account.arn("logs", "log-group:" + logGroup + ":*"));
        Statement find = Statement.allow("FindLogGroup")
                .to("logs:DescribeLogGroups") // AWS offers nothing narrower than the account's log groups
                .on(account.arn("logs", "log-group:*"));
        return new ServiceRole(
                this,
                "role",
                new ServiceRole.Props(
                        deployment, "vpc-flow", "Writes VPC flow logs to CloudWatch", trust, List.of(write, find)));
    }
}
