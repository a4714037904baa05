package io.tapstack.modules.s3;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.testing.Synthesized;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C10")
final class SecureBucketSynthTest {
    private static final EncryptionKey.Ref KEY =
            new EncryptionKey.Ref("arn:aws:kms:eu-central-1:123456789012:key/audit");
    private static final BucketSettings SETTINGS =
            new BucketSettings(Lifecycle.archive(30, 120, 90), Protection.DISPOSABLE, Optional.empty());
    private static final List<SecureBucket.Ref> REFS = new ArrayList<>();
    private static final Synthesized STACK = synth(SETTINGS, BucketEncryption.kms(KEY));

    @Test
    @Tag("C2")
    void leavesTheEndOfItsNameToChance() {
        STACK.only("aws_s3_bucket")
                .has("bucket_prefix", "payments-pr123-audit-")
                .lacks("bucket");
    }

    @Test
    @Tag("S3.14")
    void keepsOldVersions() {
        STACK.only("aws_s3_bucket_versioning").has("versioning_configuration/status", "Enabled");
    }

    @Test
    @Tag("S3.17")
    void encryptsWithTheKeyAndABucketKey() {
        STACK.only("aws_s3_bucket_server_side_encryption_configuration")
                .has("rule/bucket_key_enabled", true)
                .has("rule/apply_server_side_encryption_by_default/sse_algorithm", "aws:kms")
                .has("rule/apply_server_side_encryption_by_default/kms_master_key_id", KEY.arn());
    }

    @Test
    void encryptsWithS3sOwnKeysWhenAsked() {
        synth(SETTINGS, BucketEncryption.s3Managed())
                .only("aws_s3_bucket_server_side_encryption_configuration")
                .has("rule/apply_server_side_encryption_by_default/sse_algorithm", "AES256")
                .lacks("rule/apply_server_side_encryption_by_default/kms_master_key_id");
    }

    @Test
    @Tag("S3.8")
    void blocksPublicAccessInAllFourWays() {
        STACK.only("aws_s3_bucket_public_access_block")
                .has("block_public_acls", true)
                .has("block_public_policy", true)
                .has("ignore_public_acls", true)
                .has("restrict_public_buckets", true);
    }

    @Test
    @Tag("S3.12")
    void hasNoAccessControlLists() {
        STACK.only("aws_s3_bucket_ownership_controls").has("rule/object_ownership", "BucketOwnerEnforced");
    }

    @Test
    @Tag("S3.5")
    void deniesCleartextToEverybody() {
        STACK.only("aws_s3_bucket_policy")
                .statement("policy", "DenyCleartext")
                .has("Effect", "Deny")
                .has("Principal/AWS", "*")
                .has("Action", "s3:*")
                .has("Condition/Bool/aws:SecureTransport", "false");
    }

    @Test
    void deniesTlsBefore1Point2ToEverybody() {
        STACK.only("aws_s3_bucket_policy")
                .statement("policy", "DenyOldTls")
                .has("Effect", "Deny")
                .has("Principal/AWS", "*")
                .has("Condition/NumericLessThan/s3:TlsVersion", "1.2");
    }

    @Test
    void addsStatementsThatNameItsArn() {
        STACK.only("aws_s3_bucket_policy")
                .statement("policy", "Trail")
                .hasText("Resource", "aws_s3_bucket.")
                .hasText("Resource", ".arn}/trail/*");
    }

    @Test
    void changesAccessSettingsOneAfterTheOther() {
        assertThat(STACK.only("aws_s3_bucket_policy").at("depends_on").toString())
                .contains("aws_s3_bucket_public_access_block.");
        assertThat(STACK.only("aws_s3_bucket_public_access_block")
                        .at("depends_on")
                        .toString())
                .contains("aws_s3_bucket_ownership_controls.");
    }

    @Test
    @Tag("S3.9")
    void reportsRequestsToTheLogBucket() {
        STACK.only("aws_s3_bucket_logging").has("target_bucket", "log-bucket").has("target_prefix", "audit/");
    }

    @Test
    @Tag("P5")
    @Tag("S3.10")
    void archivesVersionsAndForgetsOverwrittenOnes() {
        STACK.only("aws_s3_bucket_lifecycle_configuration")
                .has("rule/status", "Enabled")
                .has("rule/filter/prefix", "")
                .has(
                        "rule/transition",
                        List.of(
                                Map.of("days", 30, "storage_class", "GLACIER"),
                                Map.of("days", 120, "storage_class", "DEEP_ARCHIVE")))
                .has(
                        "rule/noncurrent_version_transition",
                        List.of(Map.of("noncurrent_days", 30, "storage_class", "GLACIER")))
                .has("rule/noncurrent_version_expiration/noncurrent_days", 90)
                .has("rule/expiration/expired_object_delete_marker", true)
                .lacks("rule/expiration/days");
    }

    @Test
    @Tag("P5")
    void archivesSmallObjectsToo() {
        STACK.only("aws_s3_bucket_lifecycle_configuration")
                .has("transition_default_minimum_object_size", "varies_by_storage_class");
    }

    @Test
    void cleansUpUnfinishedUploads() {
        STACK.only("aws_s3_bucket_lifecycle_configuration")
                .has("rule/abort_incomplete_multipart_upload/days_after_initiation", 7);
    }

    @Test
    void startsItsLifecycleWhenVersionsAreKept() {
        assertThat(STACK.only("aws_s3_bucket_lifecycle_configuration")
                        .at("depends_on")
                        .toString())
                .contains("aws_s3_bucket_versioning.");
    }

    @Test
    void goesWithItsContentsWhenDisposable() {
        STACK.only("aws_s3_bucket").has("force_destroy", true).has("lifecycle/prevent_destroy", false);
    }

    @Test
    @Tag("C4")
    void refusesToBeDestroyedWhenProtected() {
        synth(new BucketSettings(Lifecycle.keep(90), Protection.PROTECTED, Optional.empty()), BucketEncryption.kms(KEY))
                .only("aws_s3_bucket")
                .has("force_destroy", false)
                .has("lifecycle/prevent_destroy", true);
    }

    @Test
    @Tag("P5")
    @Tag("S3.15")
    void locksObjectsWhenAsked() {
        BucketSettings locked = new BucketSettings(
                Lifecycle.archive(90, 180, 90),
                Protection.PROTECTED,
                Optional.of(new ObjectLockSettings(ObjectLockSettings.Mode.COMPLIANCE, 365)));
        Synthesized stack = synth(locked, BucketEncryption.kms(KEY));
        stack.only("aws_s3_bucket").has("object_lock_enabled", true);
        stack.only("aws_s3_bucket_object_lock_configuration")
                .has("rule/default_retention/mode", "COMPLIANCE")
                .has("rule/default_retention/days", 365);
    }

    @Test
    void locksNothingOtherwise() {
        STACK.only("aws_s3_bucket").has("object_lock_enabled", false);
        STACK.none("aws_s3_bucket_object_lock_configuration");
    }

    @Test
    void takesAnExactNameWhereOthersHaveItWrittenDown() {
        Synthesized.of(stack -> new SecureBucket(
                        stack,
                        "bucket",
                        new SecureBucket.Props(
                                DEPLOYMENT,
                                BucketName.exactly("state", "example-state"),
                                SETTINGS,
                                BucketEncryption.s3Managed(),
                                Optional.empty(),
                                arn -> List.of())))
                .only("aws_s3_bucket")
                .has("bucket", "example-state")
                .lacks("bucket_prefix");
    }

    @Test
    void isNamedToOthersThroughItsPolicySoThatTheyWaitForIt() {
        Synthesized.of(stack -> {
                    bucket(stack, DEPLOYMENT, "audit", SETTINGS, BucketEncryption.s3Managed());
                    TerraformOutput.Builder.create(stack, "name")
                            .value(REFS.get(REFS.size() - 1).name())
                            .build();
                })
                .output("name")
                .hasText("value", "${aws_s3_bucket_policy.");
    }

    @Test
    void refusesANameThatLeavesNoRoomForTheRandomPart() {
        Deployment longest = new Deployment("payments", Environment.DEV, "abcdefghijkl", ACCOUNT, "internal");
        assertThatThrownBy(() -> Synthesized.of(
                        stack -> bucket(stack, longest, "fifteen-letters", SETTINGS, BucketEncryption.s3Managed())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bucket name prefix longer than 37: payments-abcdefghijkl-fifteen-letters-");
    }

    @Test
    void grantsWritingUnderAPrefixWithoutReading() {
        SecureBucket.Ref bucket = REFS.get(0);
        List<Statement> grants = bucket.grants().putObjects("ledger/");
        assertThat(grants.get(0).actions()).containsExactly("s3:PutObject");
        assertThat(grants.get(0).resources()).containsExactly(bucket.arn() + "/ledger/*");
        assertThat(grants.get(1).actions()).containsExactly("kms:GenerateDataKey");
        assertThat(grants.get(1).resources()).containsExactly(KEY.arn());
    }

    @Test
    void grantsReadingWithoutWriting() {
        List<Statement> grants = REFS.get(0).grants().readObjects("");
        assertThat(grants.get(0).actions()).containsExactly("s3:GetObject");
        assertThat(grants.get(1).actions()).containsExactly("kms:Decrypt");
    }

    private static Synthesized synth(BucketSettings settings, BucketEncryption encryption) {
        return Synthesized.of(stack -> bucket(stack, DEPLOYMENT, "audit", settings, encryption));
    }

    private static void bucket(
            TerraformStack stack,
            Deployment deployment,
            String purpose,
            BucketSettings settings,
            BucketEncryption encryption) {
        REFS.add(new SecureBucket(
                        stack,
                        "bucket",
                        new SecureBucket.Props(
                                deployment,
                                BucketName.random(purpose),
                                settings,
                                encryption,
                                Optional.of("log-bucket"),
                                arn -> List.of(Statement.allow("Trail")
                                        .byService("cloudtrail.amazonaws.com")
                                        .to("s3:PutObject")
                                        .on(arn + "/trail/*"))))
                .ref());
    }
}
