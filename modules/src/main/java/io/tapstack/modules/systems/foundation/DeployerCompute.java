package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The deployer's part of functions, queues, topics, logs, alarms and parameters. */
final class DeployerCompute {
    private DeployerCompute() {}

    static PolicyDocument policy(DeployedNames names) {
        Account account = names.account();
        return PolicyDocument.of(
                functions(names),
                Statement.allow("EventSources")
                        .to(
                                "lambda:CreateEventSourceMapping",
                                "lambda:DeleteEventSourceMapping",
                                "lambda:UpdateEventSourceMapping")
                        .onAnyResource("a mapping's id is not known before it is made; its function is")
                        .when(new Condition("ArnLike", "lambda:FunctionArn", names.regional("lambda", "function:"))),
                Statement.allow("ReadEventSources") // also whether one is gone, and with it what its function was
                        .to(
                                "lambda:GetEventSourceMapping",
                                "lambda:ListTags",
                                "lambda:TagResource",
                                "lambda:UntagResource")
                        .on(account.arn("lambda", "event-source-mapping:*")),
                Statement.allow("Queues")
                        .to(
                                "sqs:CreateQueue",
                                "sqs:DeleteQueue",
                                "sqs:GetQueueAttributes",
                                "sqs:ListQueueTags",
                                "sqs:SetQueueAttributes",
                                "sqs:TagQueue",
                                "sqs:UntagQueue")
                        .on(names.regional("sqs", "")),
                topics(names),
                logGroups(names),
                Statement.allow("ListLogGroups").to("logs:DescribeLogGroups").onAnyResource(DeployerPolicies.NO_NAMES),
                alarms(names),
                Statement.allow("Dashboards")
                        .to("cloudwatch:DeleteDashboards", "cloudwatch:GetDashboard", "cloudwatch:PutDashboard")
                        .on(names.dashboards()),
                Statement.allow("Parameters")
                        .to(
                                "ssm:AddTagsToResource",
                                "ssm:DeleteParameter",
                                "ssm:GetParameter",
                                "ssm:ListTagsForResource",
                                "ssm:PutParameter",
                                "ssm:RemoveTagsFromResource")
                        .on(names.below("ssm", "parameter/")),
                Statement.allow("ListParameters")
                        .to("ssm:DescribeParameters")
                        .onAnyResource(DeployerPolicies.NO_NAMES));
    }

    static Statement topics(DeployedNames names) {
        return Statement.allow("Topics")
                .to(
                        "sns:CreateTopic",
                        "sns:DeleteTopic",
                        "sns:GetSubscriptionAttributes",
                        "sns:GetTopicAttributes",
                        "sns:ListTagsForResource",
                        "sns:SetTopicAttributes",
                        "sns:Subscribe",
                        "sns:TagResource",
                        "sns:Unsubscribe",
                        "sns:UntagResource")
                .on(names.regional("sns", ""));
    }

    static Statement logGroups(DeployedNames names) {
        return Statement.allow("LogGroups")
                .to(
                        "logs:AssociateKmsKey",
                        "logs:CreateLogGroup",
                        "logs:DeleteLogGroup",
                        "logs:ListTagsForResource",
                        "logs:PutRetentionPolicy",
                        "logs:TagResource",
                        "logs:UntagResource")
                .on(logGroupArns(names));
    }

    static Statement alarms(DeployedNames names) {
        return Statement.allow("Alarms")
                .to(
                        "cloudwatch:DeleteAlarms",
                        "cloudwatch:DescribeAlarms",
                        "cloudwatch:ListTagsForResource",
                        "cloudwatch:PutMetricAlarm",
                        "cloudwatch:TagResource",
                        "cloudwatch:UntagResource")
                .on(names.regional("cloudwatch", "alarm:"));
    }

    private static Statement functions(DeployedNames names) {
        return Statement.allow("Functions")
                .to(
                        "lambda:AddPermission",
                        "lambda:CreateAlias",
                        "lambda:CreateFunction",
                        "lambda:DeleteAlias",
                        "lambda:DeleteFunction",
                        "lambda:DeleteFunctionConcurrency",
                        "lambda:GetAlias",
                        "lambda:GetFunction",
                        "lambda:GetFunctionCodeSigningConfig",
                        "lambda:GetFunctionConfiguration",
                        "lambda:GetPolicy",
                        "lambda:InvokeFunction", // schema migrations run at deploy time
                        "lambda:ListVersionsByFunction",
                        "lambda:PublishVersion",
                        "lambda:PutFunctionConcurrency",
                        "lambda:RemovePermission",
                        "lambda:TagResource",
                        "lambda:UntagResource",
                        "lambda:UpdateAlias",
                        "lambda:UpdateFunctionCode",
                        "lambda:UpdateFunctionConfiguration")
                .on(names.regional("lambda", "function:"));
    }

    /** Our own, and those whose names the services choose: of functions, databases, the API's executions, the WAF. */
    private static List<String> logGroupArns(DeployedNames names) {
        Account account = names.account();
        return Stream.of(
                        names.below("logs", "log-group:/"),
                        names.regional("logs", "log-group:/aws/lambda/"),
                        names.regional("logs", "log-group:/aws/rds/instance/"),
                        names.regional("logs", "log-group:aws-waf-logs-"),
                        List.of(
                                account.arn("logs", "log-group:API-Gateway-Execution-Logs_*"),
                                account.arn("logs", "log-group:RDSOSMetrics*")))
                .flatMap(List::stream)
                .toList();
    }
}
