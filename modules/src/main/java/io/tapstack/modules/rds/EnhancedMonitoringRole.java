package io.tapstack.modules.rds;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.iam.ServiceRole;
import java.util.List;

/**
 * The role with which RDS writes a database's operating-system metrics. They go to {@code RDSOSMetrics}, one log group
 * for all databases of the account: no stack can own it, so RDS makes it and sets its retention.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html">Setting up and
 *     enabling Enhanced Monitoring</a>
 */
final class EnhancedMonitoringRole {
    private EnhancedMonitoringRole() {}

    /** Says the same as AWS's {@code AmazonRDSEnhancedMonitoringRole}, for that log group of this account only. */
    static ServiceRole.Props props(Deployment deployment, String instanceId) {
        Account account = deployment.account();
        String logGroup = account.arn("logs", "log-group:RDSOSMetrics");
        PolicyDocument trust = PolicyDocument.trust(
                "monitoring.rds.amazonaws.com",
                Condition.sourceAccount(account),
                Condition.arnLike("aws:SourceArn", account.arn("rds", "db:" + instanceId)));
        Statement groups = Statement.allow("MakeLogGroup")
                .to("logs:CreateLogGroup", "logs:PutRetentionPolicy")
                .on(logGroup, logGroup + ":*");
        Statement streams = Statement.allow("WriteMetrics")
                .to("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams", "logs:GetLogEvents")
                .on(logGroup, logGroup + ":log-stream:*");
        return new ServiceRole.Props(
                deployment, "db-monitoring", "RDS writes enhanced metrics", trust, List.of(groups, streams));
    }
}
