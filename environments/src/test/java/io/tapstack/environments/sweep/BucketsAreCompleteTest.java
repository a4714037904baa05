package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bucket comes with everything that S3 keeps beside it. */
@Tag("C10")
@Tag("P5")
@Tag("L6")
@Tag("S2")
@Tag("S3.8")
@Tag("S3.9")
@Tag("S3.10")
@Tag("S3.12")
@Tag("S3.13")
@Tag("S3.14")
@Tag("CIS-5.0_2.1.4")
final class BucketsAreCompleteTest {
    private static final String BUCKET = "aws_s3_bucket";
    private static final List<String> COMPANIONS = List.of(
            "aws_s3_bucket_versioning",
            "aws_s3_bucket_server_side_encryption_configuration",
            "aws_s3_bucket_public_access_block",
            "aws_s3_bucket_ownership_controls",
            "aws_s3_bucket_policy",
            "aws_s3_bucket_lifecycle_configuration");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        List<StackJson> spoilt = new ArrayList<>();
        COMPANIONS.forEach(type -> spoilt.add(dev.without(type)));
        spoilt.add(dev.without("aws_s3_bucket_logging"));
        spoilt.add(dev.with("aws_s3_bucket_versioning", "versioning_configuration/status", "Suspended"));
        spoilt.add(dev.with("aws_s3_bucket_public_access_block", "ignore_public_acls", false));
        spoilt.add(dev.with("aws_s3_bucket_ownership_controls", "rule/object_ownership", "ObjectWriter"));
        spoilt.add(dev.with("aws_s3_bucket_lifecycle_configuration", "rule/status", "Disabled"));
        spoilt.add(dev.with(BUCKET, "bucket_prefix", "audit-"));
        spoilt.add(dev.plus("aws_s3_bucket_acl", "{'acl': 'private'}"));
        for (StackJson stack : spoilt) {
            assertThat(violations(stack)).hasSize(1);
        }
    }

    @Test
    @Tag("S2")
    void canFailOnANameOfTheBaselinesThatIsLikeTheOthers() {
        StackJson dev = SynthesizedStacks.shipped("security-dev");
        assertThat(violations(dev.with(BUCKET, "bucket_prefix", "security-dev-trail-")))
                .hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        COMPANIONS.forEach(type -> all.addAll(stack.missing(BUCKET, type, "bucket")));
        stack.missing(BUCKET, "aws_s3_bucket_logging", "bucket").stream()
                .filter(complaint -> !complaint.contains("access-logs_bucket")) // whose logs would breed more
                .forEach(all::add);
        all.addAll(stack.violations(
                "aws_s3_bucket_versioning",
                "does not version",
                one -> one.at("versioning_configuration/status").asText().equals("Enabled")));
        all.addAll(stack.violations(
                "aws_s3_bucket_public_access_block", "lets the public in", BucketsAreCompleteTest::blocksAll));
        all.addAll(stack.violations(
                "aws_s3_bucket_ownership_controls",
                "leaves objects to their writers",
                one -> one.at("rule/object_ownership").asText().equals("BucketOwnerEnforced")));
        all.addAll(stack.violations("aws_s3_bucket_lifecycle_configuration", "is off", one -> one.at("rule/status")
                .asText()
                .equals("Enabled")));
        String prefix = stack.system() + "-" + stack.environment().id() + "-";
        all.addAll(stack.violations(
                BUCKET,
                "has another name",
                bucket -> (stack.system().equals("security")
                                ? isOfTheBaseline(stack, bucket)
                                : bucket.at("bucket_prefix").asText().startsWith(prefix))
                        || bucket.at("bucket").asText().equals(stateBucket(stack))
                        || bucket.at("bucket").asText().equals(prefix + "assets-" + accountId(stack))));
        all.addAll(stack.violations("aws_s3_bucket_acl", "must not exist", acl -> false));
        return all;
    }

    /** {@code <service>-<purpose>-<suffix>-<random>} (S2). */
    private static boolean isOfTheBaseline(StackJson stack, ResourceAssert bucket) {
        return bucket.at("bucket_prefix")
                .asText()
                .matches("security-(trail|config|access-logs)-"
                        + stack.environment().id() + "-");
    }

    private static String accountId(StackJson stack) {
        return TestContext.PLACES.get(stack.environment()).accountId();
    }

    private static String stateBucket(StackJson stack) {
        return stack.root().at("/terraform/backend/s3/bucket").asText();
    }

    private static boolean blocksAll(ResourceAssert block) {
        return List.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
                .stream()
                .allMatch(way -> block.at(way).asBoolean());
    }
}
