package io.tapstack.lambda.security.rotation;

import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** A secret in Secrets Manager. */
final class SecretsManagerVersions implements SecretVersions {
    /** Of about 94 characters: more than 200 bits. */
    private static final long PASSWORD_LENGTH = 32;

    private final SecretsManagerClient client;
    private final String secret;

    SecretsManagerVersions(SecretsManagerClient client, String secret) {
        this.client = client;
        this.secret = secret;
    }

    @Override
    public Description describe() {
        var description = client.describeSecret(describe -> describe.secretId(secret));
        return new Description(Boolean.TRUE.equals(description.rotationEnabled()), description.versionIdsToStages());
    }

    @Override
    public Optional<String> value(String version) {
        try {
            var value = client.getSecretValue(get -> get.secretId(secret).versionId(version));
            return Optional.ofNullable(value.secretString());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void put(String version, String value) {
        try {
            client.putSecretValue(put -> put.secretId(secret)
                    .clientRequestToken(version)
                    .secretString(value)
                    .versionStages(PENDING));
        } catch (ResourceExistsException e) {
            return; // another run was faster, and its value counts
        }
    }

    @Override
    public void makeCurrent(String version, Optional<String> insteadOf) {
        client.updateSecretVersionStage(move -> move.secretId(secret)
                .versionStage(CURRENT)
                .moveToVersionId(version)
                .removeFromVersionId(insteadOf.orElse(null)));
    }

    @Override
    public String randomPassword() {
        return client.getRandomPassword(
                        random -> random.passwordLength(PASSWORD_LENGTH).requireEachIncludedType(true))
                .randomPassword();
    }
}
