package io.tapstack.modules.kms;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Statement;

/** Statements of a key policy that let one AWS service use the key, for this account only. */
public final class ServiceAccess {
    private static final String KEY_ITSELF = "in a key policy, * is the key itself";

    private ServiceAccess() {}

    /**
     * CloudWatch Logs, for log groups of this account and region.
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
}
