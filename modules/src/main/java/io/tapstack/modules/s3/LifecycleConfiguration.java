package io.tapstack.modules.s3;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfiguration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRule;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleExpiration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleFilter;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleNoncurrentVersionTransition;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleTransition;
import java.util.List;
import software.constructs.Construct;

/** Writes a {@link Lifecycle} as Terraform's lifecycle configuration: one rule for all objects. */
final class LifecycleConfiguration {
    private static final int UNFINISHED_UPLOAD_DAYS = 7;

    private LifecycleConfiguration() {}

    static void create(Construct scope, String bucketName, Lifecycle lifecycle, ITerraformDependable versioning) {
        var configuration = S3BucketLifecycleConfiguration.Builder.create(scope, "lifecycle")
                .bucket(bucketName)
                .rule(List.of(rule(lifecycle)))
                .dependsOn(List.of(versioning)) // rules for noncurrent versions need it
                .build();
        // Younger than the bindings. By default S3 leaves objects below 128 KiB, such as audit records, where they are.
        configuration.addOverride("transition_default_minimum_object_size", "varies_by_storage_class");
    }

    private static S3BucketLifecycleConfigurationRule rule(Lifecycle lifecycle) {
        return S3BucketLifecycleConfigurationRule.builder()
                .id("all-objects")
                .status("Enabled")
                .filter(S3BucketLifecycleConfigurationRuleFilter.builder()
                        .prefix("")
                        .build())
                .transition(lifecycle.transitions().stream()
                        .map(LifecycleConfiguration::transition)
                        .toList())
                .noncurrentVersionTransition(lifecycle.noncurrentTransitions().stream()
                        .map(LifecycleConfiguration::noncurrentTransition)
                        .toList())
                .expiration(expiration(lifecycle))
                .noncurrentVersionExpiration(S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration.builder()
                        .noncurrentDays(lifecycle.noncurrentExpireAfterDays())
                        .build())
                .abortIncompleteMultipartUpload(
                        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload.builder()
                                .daysAfterInitiation(UNFINISHED_UPLOAD_DAYS)
                                .build())
                .build();
    }

    /** S3 takes either days or the clean-up of delete markers; with days it cleans up by itself. */
    private static S3BucketLifecycleConfigurationRuleExpiration expiration(Lifecycle lifecycle) {
        var expiration = S3BucketLifecycleConfigurationRuleExpiration.builder();
        lifecycle.expireAfterDays().ifPresentOrElse(expiration::days, () -> expiration.expiredObjectDeleteMarker(true));
        return expiration.build();
    }

    private static S3BucketLifecycleConfigurationRuleTransition transition(Lifecycle.Transition transition) {
        return S3BucketLifecycleConfigurationRuleTransition.builder()
                .days(transition.afterDays())
                .storageClass(transition.to().name())
                .build();
    }

    private static S3BucketLifecycleConfigurationRuleNoncurrentVersionTransition noncurrentTransition(
            Lifecycle.Transition transition) {
        return S3BucketLifecycleConfigurationRuleNoncurrentVersionTransition.builder()
                .noncurrentDays(transition.afterDays())
                .storageClass(transition.to().name())
                .build();
    }
}
