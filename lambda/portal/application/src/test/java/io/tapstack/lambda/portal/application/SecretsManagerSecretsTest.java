package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapstack.lambda.shared.UnavailableException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

@Tag("B7")
class SecretsManagerSecretsTest {
    private RuntimeException failure;
    private final SecretsManagerSecrets secrets = new SecretsManagerSecrets(new SecretsManagerClient() {
        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            if (failure != null) {
                throw failure;
            }
            return GetSecretValueResponse.builder()
                    .secretString(request.secretId() + " " + request.versionStage())
                    .build();
        }

        @Override
        public String serviceName() {
            return "secretsmanager";
        }

        @Override
        public void close() {}
    });

    @Test
    void readsTheVersionWithTheStage() {
        assertThat(secrets.text("arn:origin", Secrets.Version.AWSCURRENT)).contains("arn:origin AWSCURRENT");
        assertThat(secrets.text("arn:origin", Secrets.Version.AWSPREVIOUS)).contains("arn:origin AWSPREVIOUS");
    }

    /** A secret that was never rotated has no previous version. */
    @Test
    void aVersionThatDoesNotExistIsNoFailure() {
        failure = ResourceNotFoundException.builder().build();

        assertThat(secrets.text("arn:origin", Secrets.Version.AWSPREVIOUS)).isEmpty();
    }

    @Test
    void isUnavailableWhereSecretsManagerIs() {
        failure = SdkClientException.create("away");

        assertThatThrownBy(() -> secrets.text("arn:origin", Secrets.Version.AWSCURRENT))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Secrets Manager");
    }

    @Test
    void asksTheInstancesMetadataForCredentials() {
        assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null, "the environment has credentials");
        var disabled = SdkSystemSetting.AWS_EC2_METADATA_DISABLED.property();
        System.setProperty(disabled, "true");
        try {
            assertThatThrownBy(() ->
                            SecretsManagerSecrets.in("eu-central-1").text("arn:origin", Secrets.Version.AWSCURRENT))
                    .isInstanceOf(UnavailableException.class)
                    .hasStackTraceContaining("IMDS credentials have been disabled");
        } finally {
            System.clearProperty(disabled);
        }
    }
}
