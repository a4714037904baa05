package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** What the API of AWS says of a deployed bucket. */
record DeployedBucket(EmulatedAccount account, String name) {

    /** Complete as C10 wants every bucket, beyond what {@code tap verify} sees. */
    void isComplete(String accessLogsPrefix) {
        try (S3Client s3 = client()) {
            assertThat(encryptionRule(s3).bucketKeyEnabled()).isTrue();
            assertThat(s3.getBucketPolicy(request -> request.bucket(name)).policy())
                    .contains("s3:TlsVersion");
            assertThat(s3.getBucketLogging(request -> request.bucket(name))
                            .loggingEnabled()
                            .targetBucket())
                    .startsWith(accessLogsPrefix);
        }
    }

    ServerSideEncryptionByDefault encryption() {
        try (S3Client s3 = client()) {
            return encryptionRule(s3).applyServerSideEncryptionByDefault();
        }
    }

    LifecycleRule lifecycle() {
        try (S3Client s3 = client()) {
            return s3.getBucketLifecycleConfiguration(request -> request.bucket(name))
                    .rules()
                    .get(0);
        }
    }

    private ServerSideEncryptionRule encryptionRule(S3Client s3) {
        return s3.getBucketEncryption(request -> request.bucket(name))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0);
    }

    private S3Client client() {
        return account.client(S3Client.builder().forcePathStyle(true));
    }
}
