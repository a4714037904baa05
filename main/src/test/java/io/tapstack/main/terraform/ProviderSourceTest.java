package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProviderSourceTest {
    private static final String UNPACKED = "registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64";

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
    }

    @Test
    void asksTheRegistryWhenThereIsNoMirror() {
        assertThat(find().mirror()).isEmpty();
        assertThat(find().words()).isEqualTo("registry.terraform.io/hashicorp/aws 5.100.0 from the registry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "home/.terraform.d/plugins",
                "home/.local/share/terraform/plugins",
                "system/usr/local/share/terraform/plugins",
                "system/usr/share/terraform/plugins",
                "system/opt/tf-mirror",
                "system/usr/local/providers",
                "project/terraform.d/plugins"
            })
    void findsAMirrorInTheUsualFolders(String place) {
        stage.make(folder.resolve(place).resolve(UNPACKED));
        assertThat(find().mirror()).contains(folder.resolve(place));
    }

    @Test
    void findsAPackedProvider() {
        Path mirror = stage.home().resolve(".terraform.d/plugins");
        stage.write(
                mirror.resolve("registry.terraform.io/hashicorp/aws/terraform-provider-aws_5.100.0_linux_amd64.zip"),
                "");
        assertThat(find().mirror()).contains(mirror);
    }

    @Test
    void passesOverAMirrorOfAnotherVersionOrPlatform() {
        Path aws = stage.home().resolve(".terraform.d/plugins/registry.terraform.io/hashicorp/aws");
        stage.make(aws.resolve("5.99.1/linux_amd64"));
        stage.make(aws.resolve("5.100.0/darwin_arm64"));
        assertThat(find().mirror()).isEmpty();
    }

    @Test
    void looksForThePlatformOfThisMachine() {
        Path mirror = stage.home().resolve(".terraform.d/plugins");
        stage.make(mirror.resolve("registry.terraform.io/hashicorp/aws/5.100.0/darwin_arm64"));
        ProviderSource source = ProviderSource.find(
                stage.machine("Mac OS X", "aarch64"), project(), Flavor.TERRAFORM, Optional.empty());
        assertThat(source.mirror()).contains(mirror);
    }

    @Test
    void looksInThePluginCache() {
        Path cache = folder.resolve("cache");
        stage.make(cache.resolve(UNPACKED));
        stage.with("TF_PLUGIN_CACHE_DIR", cache);
        assertThat(find().mirror()).contains(cache);
    }

    @Test
    void looksInOpenTofusRegistryForOpenTofu() {
        Path mirror = stage.home().resolve(".terraform.d/plugins");
        stage.make(mirror.resolve("registry.opentofu.org/hashicorp/aws/5.100.0/linux_amd64"));
        assertThat(find().mirror()).isEmpty();
        assertThat(ProviderSource.find(stage.machine(), project(), Flavor.TOFU, Optional.empty())
                        .mirror())
                .contains(mirror);
    }

    @Test
    void leavesTheDecisionToACallerWhoTookIt() {
        stage.make(stage.home().resolve(".terraform.d/plugins").resolve(UNPACKED));
        stage.write(
                stage.home().resolve(".terraformrc"),
                "provider_installation {\n  network_mirror {\n    url = \"https://mirror.example.com/\"\n  }\n}\n");
        assertThat(find().mirror()).isEmpty();
        assertThat(find().callerDecides()).isTrue();
    }

    @Test
    void takesTheMirrorThatIsNamedBeforeAllOthers() {
        stage.make(stage.home().resolve(".terraform.d/plugins").resolve(UNPACKED));
        Path mine = folder.resolve("mine");
        stage.make(mine.resolve(UNPACKED));
        stage.with(ProviderSource.VARIABLE, folder.resolve("another"));
        assertThat(ProviderSource.find(stage.machine(), project(), Flavor.TERRAFORM, Optional.of(mine))
                        .mirror())
                .contains(mine);
    }

    @Test
    void refusesANamedMirrorWithoutTheProvider() {
        Path empty = stage.make(folder.resolve("empty"));
        stage.with(ProviderSource.VARIABLE, empty);
        assertThatThrownBy(this::find)
                .isInstanceOf(Failure.class)
                .hasMessage("provider mirror " + empty + " has no registry.terraform.io/hashicorp/aws 5.100.0 for"
                        + " linux_amd64");
    }

    private ProviderSource find() {
        return ProviderSource.find(stage.machine(), project(), Flavor.TERRAFORM, Optional.empty());
    }

    private Path project() {
        return folder.resolve("project");
    }
}
