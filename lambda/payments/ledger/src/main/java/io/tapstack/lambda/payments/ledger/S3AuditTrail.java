package io.tapstack.lambda.payments.ledger;

import io.tapstack.lambda.shared.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The audit trail as objects of a bucket, each written once: S3 refuses to replace one. Needs only PutObject. */
final class S3AuditTrail implements AuditTrail {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 3;

    private final S3Client client;
    private final LedgerSettings.Audit settings;

    S3AuditTrail(S3Client client, LedgerSettings.Audit settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public void keep(AuditRecord record) {
        for (int attempt = 1; ; attempt++) {
            try {
                client.putObject(request(record), RequestBody.fromString(record.body()));
                return;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return; // an earlier delivery wrote it, with the same content
                }
                // Another delivery is writing it at this moment: look again.
                if (e.statusCode() != CONFLICT || attempt == ATTEMPTS) {
                    throw new UnavailableException("audit trail", e);
                }
            } catch (SdkException e) {
                throw new UnavailableException("audit trail", e);
            }
        }
    }

    private PutObjectRequest request(AuditRecord record) {
        var request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(record.key())
                .contentType("application/json")
                .ifNoneMatch("*");
        settings.keyArn().ifPresent(key -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key)
                .bucketKeyEnabled(true));
        return request.build();
    }
}
