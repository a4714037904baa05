package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.testing.Stage;
import io.tapstack.main.testing.TestKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TerraformEnvironmentTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder)
                .with("AWS_PROFILE", "production")
                .with("AWS_ACCESS_KEY_ID", "AKIAREAL")
                .with("AWS_SESSION_TOKEN", "real")
                .with("AWS_CA_BUNDLE", "/etc/ca.pem")
                .with("AWS_ENDPOINT_URL_S3", "https://s3.example.com")
                .with("https_proxy", "http://proxy.example.com:3128")
                .with("http_proxy", "http://proxy.example.com:3128");
    }

    @Test
    void cannotReachAnAccountOfTheCallersFromTheEmulatedAws() {
        Map<String, String> local = local();
        assertThat(local)
                .doesNotContainKeys("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_CA_BUNDLE", "AWS_ENDPOINT_URL_S3")
                .containsEntry("AWS_ACCESS_KEY_ID", "AKIAROOT")
                .containsEntry("AWS_SECRET_ACCESS_KEY", "secret")
                .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:4000")
                .containsEntry("AWS_CONFIG_FILE", "/dev/null")
                .containsEntry("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
                .containsEntry("AWS_EC2_METADATA_DISABLED", "true")
                .containsEntry("AWS_REGION", "eu-central-1");
    }

    @Test
    void keepsTheProxyThatLeadsToTheRegistryAwayFromTheEmulatedAws() {
        assertThat(local())
                .containsEntry("https_proxy", "http://proxy.example.com:3128")
                .containsEntry("HTTP_PROXY", "http://127.0.0.1:4000")
                .doesNotContainKey("http_proxy")
                .containsEntry("NO_PROXY", "127.0.0.1,localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_PROXY", "no_proxy"})
    void keepsWhatTheCallerKeepsFromProxies(String variable) {
        stage.with(variable, "registry.example.com, .corp");
        assertThat(local())
                .containsEntry("NO_PROXY", "127.0.0.1,localhost,registry.example.com,.corp")
                .doesNotContainKey("no_proxy");
    }

    @Test
    void usesNoProxyButTheEmulatedAwsWhenTheCallerKeepsEverythingFromThem() {
        stage.with("NO_PROXY", "*");
        assertThat(local())
                .containsEntry("NO_PROXY", "127.0.0.1,localhost")
                .containsEntry("HTTP_PROXY", "http://127.0.0.1:4000")
                .doesNotContainKey("https_proxy");
    }

    @Test
    void keepsTheCallersCredentialsForAnAccount() {
        assertThat(TerraformEnvironment.forAccount(stage.machine(), Optional.empty()))
                .containsEntry("AWS_PROFILE", "production")
                .containsEntry("AWS_CA_BUNDLE", "/etc/ca.pem")
                .doesNotContainKey("AWS_ENDPOINT_URL");
    }

    @Test
    void takesAwayWhatChangesTheMeaningOfOurArguments() {
        stage.with("TF_CLI_ARGS_apply", "-destroy")
                .with("TF_WORKSPACE", "other")
                .with("TF_DATA_DIR", "/tmp/x");
        assertThat(TerraformEnvironment.forAccount(stage.machine(), Optional.empty()))
                .doesNotContainKeys("TF_CLI_ARGS_apply", "TF_WORKSPACE", "TF_DATA_DIR")
                .containsEntry("TF_IN_AUTOMATION", "1")
                .containsEntry("CHECKPOINT_DISABLE", "1");
    }

    @Test
    void dropsACliConfigurationThatPointsNowhere() {
        stage.with(CliConfig.VARIABLE, folder.resolve("nowhere"));
        assertThat(TerraformEnvironment.forAccount(stage.machine(), Optional.empty()))
                .doesNotContainKey(CliConfig.VARIABLE);
        assertThat(TerraformEnvironment.forAccount(stage.machine(), Optional.of("/ours")))
                .containsEntry(CliConfig.VARIABLE, "/ours");
    }

    @Test
    void keepsACliConfigurationThatIsThere() {
        Path file = stage.write(folder.resolve("my.tfrc"), "");
        stage.with(CliConfig.VARIABLE, file);
        assertThat(TerraformEnvironment.forAccount(stage.machine(), Optional.empty()))
                .containsEntry(CliConfig.VARIABLE, file.toString());
    }

    private Map<String, String> local() {
        return TerraformEnvironment.forEmulator(
                stage.machine(), Optional.empty(), "http://127.0.0.1:4000", "eu-central-1", TestKey.ROOT.credentials());
    }
}
