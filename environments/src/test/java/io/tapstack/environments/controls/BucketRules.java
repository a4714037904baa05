package io.tapstack.environments.controls;

import io.tapstack.environments.sweep.PolicyStatement;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.List;
import java.util.stream.Stream;

/** Buckets with what belongs to them. */
final class BucketRules {
    private static final String BUCKET = "aws_s3_bucket";
    private static final String BLOCK = "aws_s3_bucket_public_access_block";
    private static final String POLICY = "aws_s3_bucket_policy";
    private static final String LIFECYCLE = "aws_s3_bucket_lifecycle_configuration";
    private static final String ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration";
    private static final String ALGORITHM = "rule/apply_server_side_encryption_by_default/sse_algorithm";

    static final List<Rule> ALL = List.of(
            Rule.has("buckets-have-a-public-access-block", BUCKET, BLOCK, "bucket")
                    .failsFor("payments-dev", stack -> stack.without(BLOCK)),
            Rule.each("public-access-blocks-block-all", BLOCK, BucketRules::blocksAll)
                    .failsFor("payments-dev", stack -> stack.with(BLOCK, "restrict_public_buckets", false)),
            Rule.has("buckets-have-policies", BUCKET, POLICY, "bucket")
                    .failsFor("payments-dev", stack -> stack.without(POLICY)),
            Rule.stacks("buckets-want-tls", BucketRules::withoutTls)
                    .failsFor("payments-dev", stack -> stack.with(POLICY, "policy", "{\"Statement\": []}")),
            Rule.has("buckets-have-lifecycles", BUCKET, LIFECYCLE, "bucket")
                    .failsFor("payments-dev", stack -> stack.without(LIFECYCLE)),
            Rule.each("lifecycles-are-on", LIFECYCLE, lifecycle -> lifecycle.each("rule").stream()
                            .anyMatch(rule -> rule.at("status").asText().equals("Enabled")))
                    .failsFor("payments-dev", stack -> stack.with(LIFECYCLE, "rule/status", "Disabled")),
            Rule.has("buckets-have-versions", BUCKET, "aws_s3_bucket_versioning", "bucket")
                    .failsFor("payments-dev", stack -> stack.without("aws_s3_bucket_versioning")),
            Rule.each("versions-are-kept", "aws_s3_bucket_versioning", versioning -> versioning
                            .at("versioning_configuration/status")
                            .asText()
                            .equals("Enabled"))
                    .failsFor(
                            "payments-dev",
                            stack -> stack.with(
                                    "aws_s3_bucket_versioning", "versioning_configuration/status", "Suspended")),
            Rule.has("buckets-say-how-they-encrypt", BUCKET, ENCRYPTION, "bucket")
                    .failsFor("payments-dev", stack -> stack.without(ENCRYPTION)),
            Rule.each("buckets-encrypt", ENCRYPTION, encryption -> List.of("aws:kms", "AES256")
                            .contains(encryption.at(ALGORITHM).asText()))
                    .failsFor("payments-dev", stack -> stack.with(ENCRYPTION, ALGORITHM, "none")),
            Rule.stacks("buckets-log-access-or-keep-logs", BucketRules::withoutLogging)
                    .failsFor("payments-dev", stack -> stack.without("aws_s3_bucket_logging")),
            Rule.none("buckets-have-no-acl", "aws_s3_bucket_acl")
                    .failsFor("payments-dev", stack -> stack.plus("aws_s3_bucket_acl", "{}")));

    private BucketRules() {}

    private static boolean blocksAll(ResourceAssert block) {
        return Stream.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
                .allMatch(way -> block.at(way).asBoolean());
    }

    private static List<String> withoutTls(StackJson stack) {
        return stack.violations(POLICY, "lets plain text in", policy -> PolicyStatement.of(POLICY, policy).stream()
                .anyMatch(statement -> !statement.allows()
                        && statement.principals().contains("*")
                        && statement.actions().contains("s3:*")
                        && statement
                                .condition("Bool", "aws:SecureTransport")
                                .asText()
                                .equals("false")));
    }

    /** A bucket of access logs that logged into itself would never end. */
    private static List<String> withoutLogging(StackJson stack) {
        return stack.missing(BUCKET, "aws_s3_bucket_logging", "bucket").stream()
                .filter(complaint -> !complaint.contains("access-logs_bucket"))
                .toList();
    }
}
