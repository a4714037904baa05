package io.tapstack.modules.s3;

import io.tapstack.modules.kms.EncryptionKey;
import java.util.Optional;

/**
 * With what a bucket encrypts objects that do not say so themselves.
 *
 * @param keyArn a KMS key; S3's own keys (AES256) when empty
 */
public record BucketEncryption(Optional<String> keyArn) {

    public static BucketEncryption kms(EncryptionKey.Ref key) {
        return new BucketEncryption(Optional.of(key.arn()));
    }

    /** For what cannot use KMS, such as the target of server access logs. */
    public static BucketEncryption s3Managed() {
        return new BucketEncryption(Optional.empty());
    }

    String algorithm() {
        return keyArn.isPresent() ? "aws:kms" : "AES256";
    }
}
