package io.tapstack.modules.s3;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3Bucket;
import com.hashicorp.cdktf.providers.aws.s3_bucket_logging.S3BucketLoggingA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_object_lock_configuration.S3BucketObjectLockConfigurationA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_object_lock_configuration.S3BucketObjectLockConfigurationRuleA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_object_lock_configuration.S3BucketObjectLockConfigurationRuleDefaultRetentionA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_ownership_controls.S3BucketOwnershipControls;
import com.hashicorp.cdktf.providers.aws.s3_bucket_ownership_controls.S3BucketOwnershipControlsRule;
import com.hashicorp.cdktf.providers.aws.s3_bucket_policy.S3BucketPolicy;
import com.hashicorp.cdktf.providers.aws.s3_bucket_public_access_block.S3BucketPublicAccessBlock;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationRuleA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_versioning.S3BucketVersioningA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_versioning.S3BucketVersioningVersioningConfiguration;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.constructs.Construct;

/**
 * A private, versioned, encrypted bucket that speaks TLS 1.2 or newer only, with everything beside it that S3 keeps in
 * resources of its own (C10; FSBP S3.5, S3.8, S3.9, S3.12, S3.13, S3.14, S3.15, S3.17).
 */
public final class SecureBucket extends Construct {
    private final Props props;
    private final S3Bucket bucket;
    private final String name;
    private final String arn;
    private final String restrictedName;

    /**
     * @param accessLogBucketName where S3 reports each request, see {@link AccessLogBucket}; for the log bucket
     *     itself, empty
     * @param policy what the bucket's policy allows, or denies beside cleartext, given the bucket's ARN
     */
    public record Props(
            Deployment deployment,
            BucketName name,
            BucketSettings settings,
            BucketEncryption encryption,
            Optional<String> accessLogBucketName,
            Function<String, List<Statement>> policy) {
        public Props {
            Problems.refuse(name.purpose(), settings);
        }
    }

    /**
     * What others may use of a bucket.
     *
     * @param name whoever mentions it waits until the bucket's policy is in force
     * @param keyArn the KMS key, if it is not S3's own
     */
    public record Ref(String name, String arn, Optional<String> keyArn, BucketGrants grants) {}

    public SecureBucket(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        this.bucket = bucket();
        this.name = bucket.getBucket();
        this.arn = bucket.getArn();
        encrypt();
        S3BucketVersioningA versioning = version();
        lock(versioning);
        LifecycleConfiguration.create(this, name, props.settings.lifecycle(), versioning);
        logAccess();
        this.restrictedName = restrictAccess();
    }

    public Ref ref() {
        Optional<String> keyArn = props.encryption.keyArn();
        return new Ref(
                restrictedName,
                arn,
                keyArn,
                new BucketGrants(
                        props.name.purpose(),
                        arn,
                        keyArn,
                        props.deployment.account().region()));
    }

    /** For CloudFront. Whoever mentions it does not wait for the bucket's policy, which names the distribution. */
    public String regionalDomainName() {
        return bucket.getBucketRegionalDomainName();
    }

    private S3Bucket bucket() {
        boolean isProtected = props.settings.protection().isProtected();
        S3Bucket.Builder builder = S3Bucket.Builder.create(this, "bucket")
                .forceDestroy(!isProtected)
                .objectLockEnabled(props.settings.objectLock().isPresent())
                .lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(isProtected)
                        .build());
        props.name
                .exact()
                .ifPresentOrElse(builder::bucket, () -> builder.bucketPrefix(props.name.prefix(props.deployment)));
        return builder.build();
    }

    private void encrypt() {
        var byDefault = S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA.builder()
                .sseAlgorithm(props.encryption.algorithm());
        props.encryption.keyArn().ifPresent(byDefault::kmsMasterKeyId);
        S3BucketServerSideEncryptionConfigurationA.Builder.create(this, "encryption")
                .bucket(name)
                .rule(List.of(S3BucketServerSideEncryptionConfigurationRuleA.builder()
                        .applyServerSideEncryptionByDefault(byDefault.build())
                        .bucketKeyEnabled(true)
                        .build()))
                .build();
    }

    private S3BucketVersioningA version() {
        return S3BucketVersioningA.Builder.create(this, "versioning")
                .bucket(name)
                .versioningConfiguration(S3BucketVersioningVersioningConfiguration.builder()
                        .status("Enabled")
                        .build())
                .build();
    }

    private void lock(S3BucketVersioningA versioning) {
        props.settings.objectLock().ifPresent(lock -> S3BucketObjectLockConfigurationA.Builder.create(
                        this, "object-lock")
                .bucket(name)
                .rule(S3BucketObjectLockConfigurationRuleA.builder()
                        .defaultRetention(S3BucketObjectLockConfigurationRuleDefaultRetentionA.builder()
                                .mode(lock.mode().name())
                                .days(lock.days())
                                .build())
                        .build())
                .dependsOn(List.of(versioning))
                .build());
    }

    private void logAccess() {
        props.accessLogBucketName.ifPresent(target -> S3BucketLoggingA.Builder.create(this, "logging")
                .bucket(name)
                .targetBucket(target)
                .targetPrefix(props.name.purpose() + "/")
                .build());
    }

    /** Gives the bucket's name as the policy knows it. */
    private String restrictAccess() {
        S3BucketOwnershipControls ownership = S3BucketOwnershipControls.Builder.create(this, "ownership")
                .bucket(name)
                .rule(S3BucketOwnershipControlsRule.builder()
                        .objectOwnership("BucketOwnerEnforced")
                        .build())
                .build();
        S3BucketPublicAccessBlock publicAccess = S3BucketPublicAccessBlock.Builder.create(this, "public-access")
                .bucket(name)
                .blockPublicAcls(true)
                .blockPublicPolicy(true)
                .ignorePublicAcls(true)
                .restrictPublicBuckets(true)
                // S3 answers OperationAborted when two of a bucket's access settings change at once.
                .dependsOn(List.of(ownership))
                .build();
        return S3BucketPolicy.Builder.create(this, "policy")
                .bucket(name)
                .policy(PolicyDocument.of(cleartext(), oldTls())
                        .and(props.policy.apply(arn))
                        .json())
                .dependsOn(List.of(publicAccess))
                .build()
                .getBucket();
    }

    private Statement cleartext() {
        return Statement.deny("DenyCleartext")
                .byAnyone()
                .toAllOf("s3")
                .on(arn, arn + "/*")
                .when(Condition.isFalse("aws:SecureTransport"));
    }

    private Statement oldTls() {
        return Statement.deny("DenyOldTls")
                .byAnyone()
                .toAllOf("s3")
                .on(arn, arn + "/*")
                .when(new Condition("NumericLessThan", "s3:TlsVersion", List.of("1.2")));
    }
}
