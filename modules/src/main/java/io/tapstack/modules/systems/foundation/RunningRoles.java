package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The boundary's part for roles of running systems: functions, instances, and what RDS, VPC, API Gateway and CloudTrail
 * write logs with. It lists actions in full, on the systems' own names where an action takes a name. A system that
 * comes to need more needs a line here as well; a sweep in {@code environments} says which.
 */
final class RunningRoles {
    private RunningRoles() {}

    static List<Statement> statements(DeployedNames names) {
        Account account = names.account();
        return List.of(
                Statement.allow("Data")
                        .to(
                                "dynamodb:DeleteItem",
                                "dynamodb:DescribeStream",
                                "dynamodb:GetItem",
                                "dynamodb:GetRecords",
                                "dynamodb:GetShardIterator",
                                "dynamodb:ListStreams",
                                "dynamodb:PutItem",
                                "dynamodb:Query",
                                "dynamodb:UpdateItem")
                        .on(names.regional("dynamodb", "table/")),
                Statement.allow("Artifacts")
                        .to("s3:GetObject")
                        .on(names.portal().objects("artifacts")),
                Statement.allow("Audit")
                        .to("s3:PutObject")
                        .on(names.only(DeployedSystem.PAYMENTS).objects("audit")),
                Statement.allow("Secrets")
                        .to(
                                "secretsmanager:DescribeSecret",
                                "secretsmanager:GetSecretValue",
                                "secretsmanager:PutSecretValue",
                                "secretsmanager:UpdateSecretVersionStage")
                        .on(Stream.of(
                                        names.regional("secretsmanager", "secret:"),
                                        List.of(account.arn("secretsmanager", "secret:rds!*")))
                                .flatMap(List::stream)
                                .toList()),
                Statement.allow("Messages") // of any name, for the sake of the policy's size
                        .to("events:PutEvents", "sns:Publish", "sqs:SendMessage")
                        .onAnyResource(PermissionBoundary.LIMIT)
                        .when(Condition.equals("aws:ResourceAccount", account.id())),
                Statement.allow("LogGroups")
                        .to("logs:CreateLogGroup", "logs:PutRetentionPolicy")
                        .on(
                                account.arn("logs", "log-group:RDSOSMetrics*"),
                                account.arn("logs", "log-group:API-Gateway-Execution-Logs_*")),
                Statement.allow("NamelessCalls")
                        .to(
                                "ec2:AssignPrivateIpAddresses",
                                "ec2:CreateNetworkInterface",
                                "ec2:DeleteNetworkInterface",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeSubnets",
                                "ec2:UnassignPrivateIpAddresses",
                                "kms:Decrypt",
                                "kms:GenerateDataKey",
                                "kms:GenerateMac",
                                "logs:CreateLogStream",
                                "logs:DescribeLogGroups",
                                "logs:DescribeLogStreams",
                                "logs:FilterLogEvents",
                                "logs:GetLogEvents",
                                "logs:PutLogEvents",
                                "rds-db:connect",
                                "secretsmanager:GetRandomPassword",
                                "ses:SendEmail",
                                "ses:SendTemplatedEmail",
                                "ssm:UpdateInstanceInformation",
                                "ssmmessages:CreateControlChannel",
                                "ssmmessages:CreateDataChannel",
                                "ssmmessages:OpenControlChannel",
                                "ssmmessages:OpenDataChannel",
                                "xray:PutTelemetryRecords",
                                "xray:PutTraceSegments")
                        .onAnyResource(PermissionBoundary.LIMIT),
                remediation(names));
    }

    /** Of the one role that closes what findings name; which buckets it leaves alone, its own policy says. */
    private static Statement remediation(DeployedNames names) {
        return Statement.allow("Remediation")
                .to(
                        "ec2:AuthorizeSecurityGroupIngress",
                        "ec2:DescribeSecurityGroups",
                        "ec2:RevokeSecurityGroupIngress",
                        "kms:DescribeKey",
                        "kms:EnableKeyRotation",
                        "kms:GetKeyRotationStatus",
                        "kms:ListResourceTags",
                        "s3:GetBucketPolicy",
                        "s3:GetBucketPublicAccessBlock",
                        "s3:GetBucketTagging",
                        "s3:PutBucketPolicy",
                        "s3:PutBucketPublicAccessBlock")
                .onAnyResource(PermissionBoundary.LIMIT)
                .when(Condition.arnLike(
                        "aws:PrincipalArn",
                        names.account()
                                .iamArn("role/"
                                        + names.deployment().environment().id() + "-security-remediation-*")));
    }
}
