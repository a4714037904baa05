package io.tapstack.main.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** Secrets of Secrets Manager (S3, B7). */
final class SecretChecks {
    private static final List<String> DESCRIBE = List.of("secretsmanager:DescribeSecret");

    /** The window in which Secrets Manager rotates ends with its day (RotationRulesType, Secrets Manager API Reference). */
    private static final Duration LATE = Duration.ofDays(2);

    static final List<Check> ALL = List.of(
            Check.of("secret-encryption", "aws_secretsmanager_secret")
                    .promises("the secret is encrypted with the deployed key", DESCRIBE, SecretChecks::encrypted),
            Check.of("secret-rotation", "aws_secretsmanager_secret_rotation")
                    .promises("the secret was rotated, and not too long ago", DESCRIBE, SecretChecks::rotated));

    private SecretChecks() {}

    private static Outcome encrypted(Subject secret) {
        return Outcome.key(
                secret.text("kms_key_id"), describe(secret, secret.text("arn")).kmsKeyId());
    }

    private static Outcome rotated(Subject rotation) {
        DescribeSecretResponse secret = describe(rotation, rotation.text("secret_id"));
        if (!Boolean.TRUE.equals(secret.rotationEnabled())) {
            return Outcome.failed("rotation is off");
        }
        Instant last = secret.lastRotatedDate();
        int days = rotation.at("/rotation_rules/0/automatically_after_days").asInt();
        boolean due = last == null
                || (days > 0 && last.plus(Duration.ofDays(days)).plus(LATE).isBefore(Instant.now()));
        return due
                ? Outcome.failed(
                        last == null ? "never rotated" : "last rotated at " + last,
                        "look at the log of the rotation function")
                : Outcome.passed();
    }

    private static DescribeSecretResponse describe(Subject subject, String arn) {
        return subject.account()
                .client(SecretsManagerClient.builder(), subject.account().regionOf(arn))
                .describeSecret(request -> request.secretId(arn));
    }
}
