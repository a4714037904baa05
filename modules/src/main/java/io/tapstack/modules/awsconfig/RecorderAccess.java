package io.tapstack.modules.awsconfig;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Statement;
import java.util.List;

/**
 * What AWS Config must be let do with the bucket and the key of its records, for this account only.
 *
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html">Permissions for the Amazon S3
 *     bucket for the AWS Config delivery channel</a>
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html">Permissions for the KMS key
 *     for the AWS Config delivery channel</a>
 */
public record RecorderAccess(Account account) {
    private static final String SERVICE = "config.amazonaws.com";

    /** Statements of the bucket's policy. */
    public List<Statement> bucket(String bucketArn) {
        return List.of(
                Statement.allow("ConfigLooksAtBucket")
                        .byService(SERVICE)
                        .to("s3:GetBucketAcl", "s3:ListBucket")
                        .on(bucketArn)
                        .when(Condition.sourceAccount(account)),
                Statement.allow("ConfigWrites")
                        .byService(SERVICE)
                        .to("s3:PutObject")
                        .on(bucketArn + "/AWSLogs/" + account.id() + "/Config/*")
                        .when(
                                Condition.equals("s3:x-amz-acl", "bucket-owner-full-control"),
                                Condition.sourceAccount(account)));
    }

    /** Statement of the key's policy. */
    public Statement key() {
        return Statement.allow("ConfigEncrypts")
                .byService(SERVICE)
                .to("kms:Decrypt", "kms:GenerateDataKey")
                .onAnyResource("in a key policy, * is the key itself")
                .when(Condition.sourceAccount(account));
    }
}
