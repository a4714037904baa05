package io.tapstack.modules.kms;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import java.util.List;

/** Statements of a key policy that let one AWS service use the key, for this account only. */
public final class ServiceAccess {
    private static final String KEY_ITSELF = "in a key policy, * is the key itself";

    private ServiceAccess() {}

    /**
     * CloudWatch Logs, for log groups of this account and region, in which the key is too.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">Encrypt log
     *     data in CloudWatch Logs using AWS KMS</a>
     */
    public static Statement logs(Account account) {
        return Statement.allow("CloudWatchLogs")
                .byService("logs." + account.region() + ".amazonaws.com")
                .to(
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo",
                        "kms:GenerateDataKey",
                        "kms:DescribeKey")
                .onAnyResource(KEY_ITSELF)
                .when(Condition.arnLike("kms:EncryptionContext:aws:logs:arn", account.arn("logs", "log-group:*")));
    }

    /** CloudWatch alarms that publish to an encrypted topic. */
    public static Statement alarms(Account account) {
        return Statement.allow("CloudWatchAlarms")
                .byService("cloudwatch.amazonaws.com")
                .to("kms:Decrypt", "kms:GenerateDataKey")
                .onAnyResource(KEY_ITSELF)
                .when(Condition.sourceAccount(account));
    }

    /**
     * Auto Scaling, for the encrypted volumes of instances that it starts. By the ARN of its service-linked role and not
     * by the role as a principal: KMS refuses principals that do not exist, and AWS makes the role with the account's
     * first Auto Scaling group.
     *
     * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html">
     *     Required AWS KMS key policy for use with encrypted volumes</a>
     */
    public static List<Statement> autoScaling(Account account) {
        Condition[] serviceLinkedRole = {
            Condition.equals("kms:CallerAccount", account.id()),
            Condition.arnLike(
                    "aws:PrincipalArn",
                    account.iamArn("role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"))
        };
        return List.of(
                Statement.allow("AutoScalingVolumes")
                        .byAnyone()
                        .to(
                                "kms:Encrypt",
                                "kms:Decrypt",
                                "kms:ReEncryptFrom",
                                "kms:ReEncryptTo",
                                "kms:GenerateDataKey",
                                "kms:GenerateDataKeyWithoutPlaintext",
                                "kms:DescribeKey")
                        .onAnyResource(KEY_ITSELF)
                        .when(serviceLinkedRole),
                Statement.allow("AutoScalingGrantsToEbs")
                        .byAnyone()
                        .to("kms:CreateGrant")
                        .onAnyResource(KEY_ITSELF)
                        .when(serviceLinkedRole)
                        .when(Condition.isTrue("kms:GrantIsForAWSResource")));
    }

    /**
     * CloudFront, for encrypted objects that distributions of the account fetch by Origin Access Control. Any of them,
     * because a distribution names its bucket and the bucket its key; which bucket, the bucket's policy says.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html">
     *     Restrict access to an Amazon S3 origin</a>
     */
    public static Statement cloudFront(Account account) {
        return Statement.allow("CloudFront")
                .byService("cloudfront.amazonaws.com")
                .to("kms:Decrypt")
                .onAnyResource(KEY_ITSELF)
                .when(Condition.arnLike(
                        "aws:SourceArn",
                        "arn:" + account.partition() + ":cloudfront::" + account.id() + ":distribution/*"));
    }

    /**
     * What {@code services} publish to encrypted topics of the deployment. Limited by what SNS says it encrypts: for
     * EventBridge SNS passes neither the account nor the rule on to KMS.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Managing Amazon SNS encryption
     *     keys and costs</a>
     */
    public static Statement topics(Deployment deployment, String... services) {
        return encrypted("Topics", services, "aws:sns:topicArn", arn(deployment, "sns", ""));
    }

    /** What {@code services} send to encrypted queues of the deployment; see {@link #topics}. */
    public static Statement queues(Deployment deployment, String... services) {
        return encrypted("Queues", services, "aws:sqs:arn", arn(deployment, "sqs", ""));
    }

    /**
     * EventBridge, for events on encrypted buses of the deployment.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-key-policy.html">Authorizing
     *     EventBridge to use a customer managed key</a>
     */
    public static List<Statement> eventBuses(Deployment deployment) {
        String service = "events.amazonaws.com";
        return List.of(
                encrypted(
                        "EventBuses",
                        new String[] {service},
                        "aws:events:event-bus:arn",
                        arn(deployment, "events", "event-bus/")),
                // When a bus is made, before there is anything encrypted whose context could be looked at.
                Statement.allow("EventBusesCheckKey")
                        .byService(service)
                        .to("kms:DescribeKey")
                        .onAnyResource(KEY_ITSELF)
                        .when(Condition.sourceAccount(deployment.account())));
    }

    private static Statement encrypted(String what, String[] services, String context, String arn) {
        return Statement.allow(what)
                .byService(services)
                .to("kms:Decrypt", "kms:GenerateDataKey")
                .onAnyResource(KEY_ITSELF)
                .when(Condition.arnLike("kms:EncryptionContext:" + context, arn));
    }

    private static String arn(Deployment deployment, String service, String kind) {
        return deployment.account().arn(service, kind + deployment.name("*"));
    }
}
