package io.tapstack.lambda.security.remediation;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Buckets in S3, which refuses each of these calls where the bucket is not of the account that the finding names. */
record Buckets(S3Client client) {
    Map<String, String> tags(Finding.Resource bucket) {
        return unless(
                        "NoSuchTagSet",
                        () -> client.getBucketTagging(
                                get -> get.bucket(bucket.id()).expectedBucketOwner(bucket.account())))
                .map(answer -> answer.tagSet().stream().collect(Collectors.toMap(Tag::key, Tag::value)))
                .orElse(Map.of());
    }

    Optional<PublicAccessBlockConfiguration> publicAccessBlock(Finding.Resource bucket) {
        return unless("NoSuchPublicAccessBlockConfiguration", () -> client.getPublicAccessBlock(
                        get -> get.bucket(bucket.id()).expectedBucketOwner(bucket.account()))
                .publicAccessBlockConfiguration());
    }

    void blockPublicAccess(Finding.Resource bucket) {
        unless(
                "",
                () -> client.putPublicAccessBlock(put -> put.bucket(bucket.id())
                        .expectedBucketOwner(bucket.account())
                        .publicAccessBlockConfiguration(all -> all.blockPublicAcls(true)
                                .ignorePublicAcls(true)
                                .blockPublicPolicy(true)
                                .restrictPublicBuckets(true))));
    }

    Optional<String> policy(Finding.Resource bucket) {
        return unless("NoSuchBucketPolicy", () -> client.getBucketPolicy(
                        get -> get.bucket(bucket.id()).expectedBucketOwner(bucket.account()))
                .policy());
    }

    void replacePolicy(Finding.Resource bucket, String policy) {
        unless(
                "",
                () -> client.putBucketPolicy(put -> put.bucket(bucket.id())
                        .expectedBucketOwner(bucket.account())
                        .policy(policy)));
    }

    /** The answer; nothing where the bucket says that it has none. */
    private static <T> Optional<T> unless(String hasNone, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (S3Exception e) {
            var code = String.valueOf(e.awsErrorDetails().errorCode());
            if (code.equals("NoSuchBucket")) {
                throw new ResourceGoneException();
            }
            if (code.equals(hasNone)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
