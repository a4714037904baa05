package io.tapstack.modules.cloudtrail;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import java.util.List;

/**
 * What CloudTrail must be let do with a trail's bucket and key, for this one trail only (S6). Trail, bucket and key are made
 * one after the other, so the trail is named by its computed ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html">Amazon
 *     S3 bucket policy for CloudTrail</a>
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html">Configure
 *     AWS KMS key policies for CloudTrail</a>
 */
public record TrailAccess(Deployment deployment) {
    private static final String SERVICE = "cloudtrail.amazonaws.com";

    /** The trail's name. */
    String trailName() {
        return deployment.name("trail");
    }

    String trailArn() {
        return account().arn("cloudtrail", "trail/" + trailName());
    }

    /** Statements of the bucket's policy. */
    public List<Statement> bucket(String bucketArn) {
        return List.of(
                Statement.allow("TrailLooksAtBucket")
                        .byService(SERVICE)
                        .to("s3:GetBucketAcl")
                        .on(bucketArn)
                        .when(Condition.equals("aws:SourceArn", trailArn())),
                Statement.allow("TrailWrites")
                        .byService(SERVICE)
                        .to("s3:PutObject")
                        .on(bucketArn + "/AWSLogs/" + account().id() + "/*")
                        .when(
                                Condition.equals("s3:x-amz-acl", "bucket-owner-full-control"),
                                Condition.equals("aws:SourceArn", trailArn())));
    }

    /** Statements of the key's policy; who may read decrypts by the account's own IAM policies. */
    public List<Statement> key() {
        String itself = "in a key policy, * is the key itself";
        return List.of(
                Statement.allow("TrailEncrypts")
                        .byService(SERVICE)
                        .to("kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext")
                        .onAnyResource(itself)
                        .when(
                                Condition.equals("aws:SourceArn", trailArn()),
                                Condition.like(
                                        "kms:EncryptionContext:aws:cloudtrail:arn",
                                        "arn:" + account().partition() + ":cloudtrail:*:"
                                                + account().id() + ":trail/*")),
                Statement.allow("TrailLooksAtKey")
                        .byService(SERVICE)
                        .to("kms:DescribeKey")
                        .onAnyResource(itself)
                        .when(Condition.equals("aws:SourceArn", trailArn())));
    }

    private Account account() {
        return deployment.account();
    }
}
