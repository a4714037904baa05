package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.systems.security.RemediationSettings.Scope;
import java.util.List;
import java.util.stream.Stream;

/**
 * The resources that the remediation may change, as far as IAM knows it: security groups and keys by their tags, buckets by
 * their names, because IAM knows a bucket's tags only where ABAC is enabled for it.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging-enable-abac.html">Enabling ABAC in general
 *     purpose buckets</a>
 */
record RemediationReach(Account account, Scope scope) {
    /** Values of the tag {@code System}, and first words of buckets' names; not the foundation. A sweep finds a missing one. */
    static final List<String> SYSTEMS = List.of("security", "payments", "loyalty", "portal");

    private static final String TAG = "aws:ResourceTag/Remediation";

    /** Names of buckets with records or Terraform's state. */
    List<String> excludedBuckets() {
        return List.of("security-trail-*", "security-config-*", "*-audit-*", account.stateBucket());
    }

    List<Statement> statements() {
        return List.of(
                Statement.allow("PutBucketsInOrder")
                        .to(
                                "s3:GetBucketTagging",
                                "s3:GetBucketPublicAccessBlock",
                                "s3:PutBucketPublicAccessBlock",
                                "s3:GetBucketPolicy",
                                "s3:PutBucketPolicy")
                        .on(buckets(SYSTEMS.stream().map(system -> system + "-*")))
                        .when(Condition.equals("aws:ResourceAccount", account.id())),
                Statement.deny("LeaveRecordsAlone")
                        .to("s3:PutBucketPublicAccessBlock", "s3:PutBucketPolicy")
                        .on(buckets(excludedBuckets().stream())),
                Statement.allow("LookAtSecurityGroups")
                        .to("ec2:DescribeSecurityGroups")
                        .onAnyResource("describing has no resource"),
                Statement.allow("PutSecurityGroupsInOrder")
                        .to("ec2:RevokeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupIngress")
                        .on(account.arn("ec2", "security-group/*"))
                        .when(tags()),
                Statement.allow("LookAtKeys")
                        .to("kms:DescribeKey", "kms:ListResourceTags", "kms:GetKeyRotationStatus")
                        .on(account.arn("kms", "key/*")),
                Statement.allow("PutKeysInOrder")
                        .to("kms:EnableKeyRotation")
                        .on(account.arn("kms", "key/*"))
                        .when(tags()));
    }

    private Condition[] tags() {
        return switch (scope) {
            case OPT_OUT ->
                new Condition[] {
                    Condition.equals("aws:ResourceTag/System", SYSTEMS.toArray(String[]::new)),
                    Condition.notEquals(TAG, "off")
                };
            case OPT_IN -> new Condition[] {Condition.equals(TAG, "auto")};
        };
    }

    private List<String> buckets(Stream<String> names) {
        return names.map(name -> "arn:" + account.partition() + ":s3:::" + name).toList();
    }
}
