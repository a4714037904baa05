package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CliConfigTest {
    private static final Provider AWS = Provider.aws(Flavor.TERRAFORM);

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
    }

    @Test
    void isEmptyWithoutAFile() {
        assertThat(config().text()).isEmpty();
        assertThat(config().missing()).isEmpty();
    }

    @Test
    void survivesAVariableThatPointsNowhere() {
        Path nowhere = folder.resolve("nowhere.tfrc");
        stage.with(CliConfig.VARIABLE, nowhere);
        assertThat(config().missing()).contains(nowhere);
        assertThat(config().text()).isEmpty();
    }

    @Test
    void readsTheFileThatTheVariableNamesInsteadOfTheOneAtHome() {
        stage.write(stage.home().resolve(".terraformrc"), "plugin_cache_dir = \"/home-cache\"");
        stage.with(CliConfig.VARIABLE, stage.write(folder.resolve("my.tfrc"), "plugin_cache_dir = \"/my-cache\""));
        assertThat(config().folders()).containsExactly("/my-cache");
    }

    @Test
    void readsTheFileAtHome() {
        stage.write(stage.home().resolve(".terraformrc"), "plugin_cache_dir = \"/home-cache\"");
        assertThat(config().folders()).containsExactly("/home-cache");
    }

    @Test
    void findsTheFoldersOfMirrors() {
        atHome("""
                provider_installation {
                  filesystem_mirror {
                    path    = "/srv/mirror"
                    include = ["*/*/*"]
                  }
                }
                """);
        assertThat(config().folders()).containsExactly("/srv/mirror");
        assertThat(config().decidesInstallation()).isTrue();
    }

    @Test
    void readsJsonToo() {
        atHome("{\"provider_installation\": [{\"filesystem_mirror\": [{\"path\": \"/srv/mirror\"}]}]}");
        assertThat(config().folders()).containsExactly("/srv/mirror");
        assertThat(config().decidesInstallation()).isTrue();
    }

    @Test
    void doesNotReadComments() {
        atHome("# provider_installation {\n// plugin_cache_dir = \"/x\"\n");
        assertThat(config().decidesInstallation()).isFalse();
        assertThat(config().folders()).isEmpty();
    }

    @Test
    void addsTheMirrorToWhatTheCallerSays() {
        atHome("credentials \"app.example.com\" {\n  token = \"t\"\n}\n");
        assertThat(config().with(Path.of("/srv/mirror"), AWS))
                .startsWith("credentials \"app.example.com\"")
                .contains("path    = \"/srv/mirror\"")
                .contains("include = [\"registry.terraform.io/hashicorp/aws\"]")
                .contains("exclude = [\"registry.terraform.io/hashicorp/aws\"]");
    }

    @Test
    void leavesOutThePluginCacheBecauseItMayBeTheMirror() {
        atHome("plugin_cache_dir = \"/srv/cache\"\n");
        assertThat(config().with(Path.of("/srv/cache"), AWS)).doesNotContain("plugin_cache_dir");
    }

    @Test
    void quotesTheMirrorsPath() {
        assertThat(config().with(Path.of("/srv/a\"b"), AWS)).contains("\"/srv/a\\\"b\"");
    }

    private void atHome(String text) {
        stage.write(stage.home().resolve(".terraformrc"), text);
    }

    private CliConfig config() {
        return CliConfig.of(stage.machine(), Flavor.TERRAFORM);
    }
}
