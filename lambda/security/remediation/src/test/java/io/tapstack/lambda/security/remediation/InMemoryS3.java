package io.tapstack.lambda.security.remediation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** The account's buckets in memory, with S3's errors. */
final class InMemoryS3 implements S3Client {
    static final String ACCOUNT = "123456789012";

    /** A bucket's properties; each may be missing. */
    static final class Bucket {
        Map<String, String> tags = Map.of();
        Optional<String> policy = Optional.empty();
        Optional<PublicAccessBlockConfiguration> publicAccessBlock = Optional.empty();
    }

    /** The calls that changed something. */
    final List<String> changes = new ArrayList<>();

    private final Map<String, Bucket> buckets = new HashMap<>();
    /** What a call ends with instead of what it should do. */
    Optional<S3Exception> failure = Optional.empty();

    Bucket make(String name) {
        return buckets.computeIfAbsent(name, unknown -> new Bucket());
    }

    @Override
    public GetBucketTaggingResponse getBucketTagging(GetBucketTaggingRequest request) {
        var tags = find(request.bucket(), request.expectedBucketOwner()).tags;
        if (tags.isEmpty()) {
            throw error("NoSuchTagSet", 404);
        }
        return GetBucketTaggingResponse.builder()
                .tagSet(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public GetPublicAccessBlockResponse getPublicAccessBlock(GetPublicAccessBlockRequest request) {
        return GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(find(request.bucket(), request.expectedBucketOwner())
                        .publicAccessBlock
                        .orElseThrow(() -> error("NoSuchPublicAccessBlockConfiguration", 404)))
                .build();
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest request) {
        find(request.bucket(), request.expectedBucketOwner()).publicAccessBlock =
                Optional.of(request.publicAccessBlockConfiguration());
        changes.add("PutPublicAccessBlock " + request.bucket());
        return PutPublicAccessBlockResponse.builder().build();
    }

    @Override
    public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
        return GetBucketPolicyResponse.builder()
                .policy(find(request.bucket(), request.expectedBucketOwner())
                        .policy
                        .orElseThrow(() -> error("NoSuchBucketPolicy", 404)))
                .build();
    }

    @Override
    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
        find(request.bucket(), request.expectedBucketOwner()).policy = Optional.of(request.policy());
        changes.add("PutBucketPolicy " + request.bucket());
        return PutBucketPolicyResponse.builder().build();
    }

    static S3Exception error(String code, int status) {
        return (S3Exception) S3Exception.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .statusCode(status)
                .message(code)
                .build();
    }

    private Bucket find(String name, String owner) {
        failure.ifPresent(error -> {
            throw error;
        });
        if (!buckets.containsKey(name)) {
            throw error("NoSuchBucket", 404);
        }
        if (!ACCOUNT.equals(owner)) {
            throw error("AccessDenied", 403);
        }
        return buckets.get(name);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
