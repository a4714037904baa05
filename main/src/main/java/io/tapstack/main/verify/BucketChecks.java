package io.tapstack.main.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;

/** S3 buckets (C10, P5). */
final class BucketChecks {
    static final List<Check> ALL = List.of(
            Check.of("bucket-public-access", "aws_s3_bucket_public_access_block")
                    .promises(
                            "all public access is blocked",
                            List.of("s3:GetBucketPublicAccessBlock"),
                            BucketChecks::isPrivate),
            Check.of("bucket-versioning", "aws_s3_bucket_versioning")
                    .promises("versioning is as deployed", List.of("s3:GetBucketVersioning"), BucketChecks::versions),
            Check.of("bucket-encryption", "aws_s3_bucket_server_side_encryption_configuration")
                    .promises(
                            "objects are encrypted with the deployed key",
                            List.of("s3:GetEncryptionConfiguration"),
                            BucketChecks::encrypts),
            Check.of("bucket-tls", "aws_s3_bucket_policy")
                    .promises("the policy denies access without TLS", List.of("s3:GetBucketPolicy"), BucketChecks::tls),
            Check.of("bucket-object-lock", "aws_s3_bucket_object_lock_configuration")
                    .promises(
                            "Object Lock keeps objects in the deployed mode and for the deployed time",
                            List.of("s3:GetBucketObjectLockConfiguration"),
                            BucketChecks::locks));

    private BucketChecks() {}

    private static Outcome isPrivate(Subject bucket) {
        PublicAccessBlockConfiguration block = s3(bucket)
                .getPublicAccessBlock(request -> request.bucket(bucket.text("bucket")))
                .publicAccessBlockConfiguration();
        return Outcome.when(
                block.blockPublicAcls()
                        && block.blockPublicPolicy()
                        && block.ignorePublicAcls()
                        && block.restrictPublicBuckets(),
                "not all public access is blocked");
    }

    private static Outcome versions(Subject bucket) {
        String found = s3(bucket)
                .getBucketVersioning(request -> request.bucket(bucket.text("bucket")))
                .statusAsString();
        return Outcome.equal(
                "versioning", bucket.at("/versioning_configuration/0/status").asText(), found);
    }

    private static Outcome encrypts(Subject bucket) {
        JsonNode promised = bucket.at("/rule/0/apply_server_side_encryption_by_default/0");
        ServerSideEncryptionByDefault found = s3(bucket)
                .getBucketEncryption(request -> request.bucket(bucket.text("bucket")))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault();
        return Outcome.equal("encryption", promised.path("sse_algorithm").asText(), found.sseAlgorithmAsString())
                .and(
                        found.sseAlgorithm() == ServerSideEncryption.AES256 // S3's own key
                                ? Outcome.passed()
                                : Outcome.key(promised.path("kms_master_key_id").asText(), found.kmsMasterKeyID()));
    }

    private static Outcome tls(Subject bucket) {
        String policy = s3(bucket)
                .getBucketPolicy(request -> request.bucket(bucket.text("bucket")))
                .policy();
        return Outcome.when(policy.contains("aws:SecureTransport"), "the policy does not deny access without TLS");
    }

    private static Outcome locks(Subject bucket) {
        JsonNode promised = bucket.at("/rule/0/default_retention/0");
        DefaultRetention found = s3(bucket)
                .getObjectLockConfiguration(request -> request.bucket(bucket.text("bucket")))
                .objectLockConfiguration()
                .rule()
                .defaultRetention();
        return Outcome.equal("the mode", promised.path("mode").asText(), found.modeAsString())
                .and(Outcome.equal("retention in days", promised.path("days").asInt(), found.days()));
    }

    private static S3Client s3(Subject bucket) {
        return bucket.client(S3Client.builder());
    }
}
