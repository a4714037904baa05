package io.tapstack.lambda.portal.application;

import io.tapstack.lambda.shared.AwsClients;
import io.tapstack.lambda.shared.UnavailableException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Secrets in Secrets Manager. */
final class SecretsManagerSecrets implements Secrets {
    private final SecretsManagerClient client;

    SecretsManagerSecrets(SecretsManagerClient client) {
        this.client = client;
    }

    /** As the instance's role, or with the environment's credentials where there are any. */
    static SecretsManagerSecrets in(String region) {
        return new SecretsManagerSecrets(AwsClients.configure(SecretsManagerClient.builder(), Region.of(region))
                .credentialsProvider(credentials())
                .build());
    }

    @Override
    public Optional<String> text(String secret, Version version) {
        try {
            var value = client.getSecretValue(get -> get.secretId(secret).versionStage(version.name()));
            return Optional.ofNullable(value.secretString());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new UnavailableException("Secrets Manager", e);
        }
    }

    private static AwsCredentialsProvider credentials() {
        return System.getenv("AWS_ACCESS_KEY_ID") == null
                ? InstanceProfileCredentialsProvider.create()
                : EnvironmentVariableCredentialsProvider.create();
    }
}
