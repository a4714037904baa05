package io.tapstack.lambda.security.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.shared.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** What is asked of Secrets Manager, and what its answers mean. */
class SecretsManagerVersionsTest {
    private static final RotatedDatabase DATABASE = new RotatedDatabase();

    private final FakeSecretsManager client = new FakeSecretsManager();
    private final SecretsManagerVersions secret = new SecretsManagerVersions(client, "arn:secret");

    @Test
    void describesTheSecretAndItsVersions() {
        client.description = DescribeSecretResponse.builder()
                .rotationEnabled(true)
                .versionIdsToStages(Map.of("v1", List.of("AWSCURRENT"), "v2", List.of("AWSPENDING")))
                .build();

        assertThat(secret.describe().rotationEnabled()).isTrue();
        assertThat(secret.describe().stages()).containsEntry("v2", List.of("AWSPENDING"));
        assertThat(secret.describe().current()).contains("v1");
    }

    @Test
    void aSecretWithoutTheMemberIsNotEnabledForRotation() {
        assertThat(secret.describe().rotationEnabled()).isFalse();
        assertThat(secret.describe().current()).isEmpty();
    }

    @Test
    void givesAPendingVersionItsValueOnce() {
        secret.put("v1", "first");

        assertThat(secret.value("v1")).contains("first");
        assertThat(client.puts.get(0).versionStages()).containsExactly("AWSPENDING");
        assertThatCode(() -> secret.put("v1", "second")).doesNotThrowAnyException();
        assertThat(secret.value("v1")).contains("first");
        assertThat(secret.value("v2")).isEmpty();
    }

    @Test
    void movesTheStageInOneStep() {
        secret.makeCurrent("v2", Optional.of("v1"));
        secret.makeCurrent("v1", Optional.empty());

        assertThat(client.moves)
                .extracting(
                        UpdateSecretVersionStageRequest::secretId,
                        UpdateSecretVersionStageRequest::versionStage,
                        UpdateSecretVersionStageRequest::moveToVersionId,
                        UpdateSecretVersionStageRequest::removeFromVersionId)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"arn:secret\", \"AWSCURRENT\", \"v2\", \"v1\")",
                        "(\"arn:secret\", \"AWSCURRENT\", \"v1\", null)");
    }

    @Test
    void asksForALongPasswordWithCharactersOfEveryKind() {
        assertThat(secret.randomPassword()).isEqualTo("random");
        assertThat(client.passwords.get(0).passwordLength()).isEqualTo(32);
        assertThat(client.passwords.get(0).requireEachIncludedType()).isTrue();
    }

    @Test
    void aRotationSetsPasswordsAsTheMasterWhoseSecretItReads() throws Exception {
        client.description = DescribeSecretResponse.builder()
                .rotationEnabled(true)
                .versionIdsToStages(Map.of("v1", List.of("AWSPENDING")))
                .build();
        client.values.put(
                "arn:master null",
                Json.write(Map.of(
                        "username", RotatedDatabase.MASTER.user(),
                        "password", RotatedDatabase.MASTER.password())));
        var rotation = RotationHandler.rotation(DATABASE.settings("wired"), client);

        assertThat(rotation.run("createSecret", "v1")).isTrue();
        assertThat(rotation.run("testSecret", "v1")).isTrue();
        try (var connection = DATABASE.connect(new Credentials("wired", "random"))) {
            assertThat(RotatedDatabase.text(connection, "SELECT current_user")).isEqualTo("wired");
        }
    }

    @Test
    void aMasterSecretWithoutAPasswordIsRefused() {
        client.description = DescribeSecretResponse.builder()
                .rotationEnabled(true)
                .versionIdsToStages(Map.of("v1", List.of("AWSPENDING")))
                .build();
        client.values.put("arn:master null", "{\"username\":\"master\"}");
        var rotation = RotationHandler.rotation(DATABASE.settings("unwired"), client);

        assertThatThrownBy(() -> rotation.run("createSecret", "v1"))
                .isInstanceOf(RotationRefusedException.class)
                .hasMessage("the master secret holds no password");
    }

    /** Versions by secret and id, and what was asked. */
    private static final class FakeSecretsManager implements SecretsManagerClient {
        private final Map<String, String> values = new HashMap<>();
        private final List<PutSecretValueRequest> puts = new ArrayList<>();
        private final List<UpdateSecretVersionStageRequest> moves = new ArrayList<>();
        private final List<GetRandomPasswordRequest> passwords = new ArrayList<>();
        private DescribeSecretResponse description =
                DescribeSecretResponse.builder().versionIdsToStages(Map.of()).build();

        @Override
        public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
            return description;
        }

        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            var value = values.get(request.secretId() + " " + request.versionId());
            if (value == null) {
                throw ResourceNotFoundException.builder().build();
            }
            return GetSecretValueResponse.builder().secretString(value).build();
        }

        @Override
        public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
            puts.add(request);
            var key = request.secretId() + " " + request.clientRequestToken();
            if (values.putIfAbsent(key, request.secretString()) != null) {
                throw ResourceExistsException.builder().build();
            }
            return PutSecretValueResponse.builder().build();
        }

        @Override
        public UpdateSecretVersionStageResponse updateSecretVersionStage(UpdateSecretVersionStageRequest request) {
            moves.add(request);
            return UpdateSecretVersionStageResponse.builder().build();
        }

        @Override
        public GetRandomPasswordResponse getRandomPassword(GetRandomPasswordRequest request) {
            passwords.add(request);
            return GetRandomPasswordResponse.builder().randomPassword("random").build();
        }

        @Override
        public String serviceName() {
            return "secretsmanager";
        }

        @Override
        public void close() {}
    }
}
