package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsProfilesTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
    }

    @Test
    void takesAProfileOfEitherFile() {
        config("[profile dev]\nregion = eu-central-1\n");
        stage.write(stage.home().resolve(".aws/credentials"), "[old]\naws_access_key_id = A\n");
        stage.with("AWS_PROFILE", "dev");
        assertThatCode(this::check).doesNotThrowAnyException();
        stage.with("AWS_PROFILE", "old");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void listsTheProfilesWhenOneIsUnknown() {
        config("[default]\nregion = eu-central-1\n[profile dev]\nregion = eu-central-1\n");
        stage.with("AWS_PROFILE", "staging");
        assertThatThrownBy(this::check)
                .hasMessage("AWS_PROFILE is \"staging\", but neither " + stage.home() + "/.aws/config nor "
                        + stage.home() + "/.aws/credentials has a profile of this name")
                .satisfies(e -> assertThat(((Failure) e).advice()).containsExactly("there is default, dev"));
    }

    @Test
    void needsNoProfileBesideKeys() {
        stage.with("AWS_PROFILE", "staging").with("AWS_ACCESS_KEY_ID", "AKIA");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void needsNoFiles() {
        assertThatCode(this::check).doesNotThrowAnyException();
        stage.with("AWS_PROFILE", "default");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"  [profile dev]\nregion = x\n", "a broken line\n"})
    void namesTheFileAndTheLineThatTheSdkCannotRead(String lines) {
        config("# mine\n\n" + lines);
        assertThatThrownBy(this::check)
                .isInstanceOf(Failure.class)
                .hasMessageContaining(stage.home() + "/.aws/config: ")
                .hasMessageContaining("on line 3");
    }

    @Test
    void looksWhereTheVariablesSay() {
        Path elsewhere = stage.write(folder.resolve("elsewhere"), "nonsense\n");
        stage.with("AWS_SHARED_CREDENTIALS_FILE", elsewhere);
        assertThatThrownBy(this::check).hasMessageContaining(elsewhere + ": ").hasMessageContaining("on line 1");
    }

    private void check() {
        AwsProfiles.check(stage.machine());
    }

    private void config(String text) {
        stage.write(stage.home().resolve(".aws/config"), text);
    }
}
