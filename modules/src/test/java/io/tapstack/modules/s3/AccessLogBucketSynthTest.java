package io.tapstack.modules.s3;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.Protection;
import io.tapstack.modules.testing.Synthesized;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C10")
final class AccessLogBucketSynthTest {
    private static final Synthesized STACK = Synthesized.of(stack -> new AccessLogBucket(
            stack,
            "access-logs",
            new AccessLogBucket.Props(
                    DEPLOYMENT,
                    new BucketSettings(Lifecycle.expire(90), Protection.DISPOSABLE, Optional.empty()),
                    "payments-pr123-*")));

    @Test
    @Tag("S3.9")
    void letsS3DeliverForThisSystemsBucketsOnly() {
        STACK.only("aws_s3_bucket_policy")
                .statement("policy", "AccessLogDelivery")
                .has("Principal/Service", "logging.s3.amazonaws.com")
                .has("Action", "s3:PutObject")
                .has("Condition/StringEquals/aws:SourceAccount", "123456789012")
                .has("Condition/ArnLike/aws:SourceArn", "arn:aws:s3:::payments-pr123-*");
    }

    @Test
    void isEncryptedWithS3sOwnKeysBecauseDeliveryTakesNoOthers() {
        STACK.only("aws_s3_bucket_server_side_encryption_configuration")
                .has("rule/apply_server_side_encryption_by_default/sse_algorithm", "AES256");
    }

    @Test
    void doesNotLogItself() {
        STACK.none("aws_s3_bucket_logging");
    }

    @Test
    void forgetsLogsAfterAWhile() {
        STACK.only("aws_s3_bucket_lifecycle_configuration")
                .has("rule/expiration/days", 90)
                .has("rule/transition/storage_class", "STANDARD_IA")
                .has("rule/noncurrent_version_expiration/noncurrent_days", 1);
    }

    @Test
    void refusesObjectLock() {
        BucketSettings locked = new BucketSettings(
                Lifecycle.expire(90),
                Protection.PROTECTED,
                Optional.of(new ObjectLockSettings(ObjectLockSettings.Mode.GOVERNANCE, 1)));
        assertThatThrownBy(() -> new AccessLogBucket.Props(DEPLOYMENT, locked, "*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("S3 delivers no access logs to a bucket with Object Lock");
    }
}
