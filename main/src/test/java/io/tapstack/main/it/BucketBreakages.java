package io.tapstack.main.it;

import io.tapstack.main.terraform.StackState.Resource;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Of buckets. */
final class BucketBreakages {
    static final Map<String, Breakage> ALL = Map.of(
            "bucket-public-access",
            (account, bucket, kept) -> with(
                    account,
                    bucket,
                    (s3, name) -> s3.putPublicAccessBlock(request -> request.bucket(name)
                            .publicAccessBlockConfiguration(block -> block.blockPublicAcls(true)
                                    .blockPublicPolicy(kept)
                                    .ignorePublicAcls(true)
                                    .restrictPublicBuckets(true)))),
            "bucket-versioning",
            (account, bucket, kept) -> with(
                    account,
                    bucket,
                    (s3, name) -> s3.putBucketVersioning(request -> request.bucket(name)
                            .versioningConfiguration(versioning -> versioning.status(
                                    kept ? BucketVersioningStatus.ENABLED : BucketVersioningStatus.SUSPENDED)))),
            "bucket-encryption",
            (account, bucket, kept) -> with(
                    account,
                    bucket,
                    (s3, name) -> s3.putBucketEncryption(request -> request.bucket(name)
                            .serverSideEncryptionConfiguration(
                                    configuration -> configuration.rules(ServerSideEncryptionRule.builder()
                                            .bucketKeyEnabled(true)
                                            .applyServerSideEncryptionByDefault(
                                                    kept ? promised(bucket) : anotherThan(bucket))
                                            .build())))),
            "bucket-tls",
            (account, bucket, kept) -> with(account, bucket, (s3, name) -> {
                if (kept) {
                    s3.putBucketPolicy(request -> request.bucket(name).policy(bucket.text("policy")));
                } else {
                    s3.putBucketPolicy(request -> request.bucket(name)
                            .policy(bucket.text("policy").replace("aws:SecureTransport", "aws:ViaAWSService")));
                }
            }));

    private BucketBreakages() {}

    private static void with(EmulatedAccount account, Resource bucket, BiConsumer<S3Client, String> change) {
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true))) {
            change.accept(s3, bucket.text("bucket"));
        }
    }

    private static ServerSideEncryptionByDefault promised(Resource bucket) {
        var promised = bucket.attributes().at("/rule/0/apply_server_side_encryption_by_default/0");
        String key = promised.path("kms_master_key_id").asText();
        return ServerSideEncryptionByDefault.builder()
                .sseAlgorithm(promised.path("sse_algorithm").asText())
                .kmsMasterKeyID(key.isEmpty() ? null : key)
                .build();
    }

    private static ServerSideEncryptionByDefault anotherThan(Resource bucket) {
        boolean own = promised(bucket).sseAlgorithmAsString().equals("AES256");
        return ServerSideEncryptionByDefault.builder()
                .sseAlgorithm(own ? "aws:kms" : "AES256")
                .build();
    }
}
