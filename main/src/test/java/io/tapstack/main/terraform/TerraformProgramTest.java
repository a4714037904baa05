package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TerraformProgramTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
    }

    @Test
    void findsTerraformOnThePath() {
        Path program = stage.program("terraform", "echo '{\"terraform_version\":\"1.11.4\"}'");
        assertThat(TerraformProgram.find(stage.machine()))
                .isEqualTo(new TerraformProgram(program, Flavor.TERRAFORM, new Version(1, 11, 4)));
    }

    @Test
    void takesTheFirstVersionWithS3Locking() {
        stage.program("terraform", "echo '{\"terraform_version\":\"1.10.0\"}'");
        assertThat(TerraformProgram.find(stage.machine()).version()).isEqualTo(new Version(1, 10, 0));
    }

    @Test
    void refusesTheOneBefore() {
        stage.program("terraform", "echo '{\"terraform_version\":\"1.9.8\"}'");
        assertThatThrownBy(() -> TerraformProgram.find(stage.machine()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("1.10.0 or newer")
                .hasMessageContaining(stage.programs() + "/terraform is 1.9.8");
    }

    @Test
    void takesOpenTofuWhenTerraformIsTooOld() {
        stage.program("terraform", "echo '{\"terraform_version\":\"1.5.7\"}'");
        stage.program("tofu", "echo '{\"terraform_version\":\"1.10.2\"}'");
        TerraformProgram found = TerraformProgram.find(stage.machine());
        assertThat(found.flavor()).isEqualTo(Flavor.TOFU);
        assertThat(found.version()).isEqualTo(new Version(1, 10, 2));
    }

    @Test
    void saysHowToGetOneWhenThereIsNone() {
        assertThatThrownBy(() -> TerraformProgram.find(stage.machine()))
                .hasMessageContaining("neither terraform nor tofu is on the PATH")
                .satisfies(e -> assertThat(((Failure) e).advice()).containsExactly(TerraformProgram.HOW_TO_GET));
    }

    @Test
    void refusesAProgramThatDoesNotSayItsVersion() {
        stage.program("terraform", "echo hello");
        assertThatThrownBy(() -> TerraformProgram.find(stage.machine()))
                .hasMessageContaining("does not say its version");
    }

    @Test
    void takesTheProgramThatTheVariableNames() {
        stage.program("terraform", "echo '{\"terraform_version\":\"1.11.4\"}'");
        Path other = stage.script(folder.resolve("other/tofu"), "echo '{\"terraform_version\":\"1.10.1\"}'");
        TerraformProgram found = TerraformProgram.find(
                stage.with(TerraformProgram.VARIABLE, other).machine());
        assertThat(found.path()).isEqualTo(other);
        assertThat(found.flavor()).isEqualTo(Flavor.TOFU);
    }

    @Test
    void refusesAVariableThatNamesNoProgram() {
        stage.program("terraform", "echo '{\"terraform_version\":\"1.11.4\"}'");
        Stage wrong = stage.with(TerraformProgram.VARIABLE, folder.resolve("nowhere"));
        assertThatThrownBy(() -> TerraformProgram.find(wrong.machine())).hasMessageContaining("cannot run " + folder);
    }

    @Test
    void asksWithoutTheCallersCliConfigurationAndArguments() {
        stage.program(
                "terraform",
                "[ -z \"$TF_CLI_CONFIG_FILE$TF_CLI_ARGS_version\" ] || exit 1",
                "echo '{\"terraform_version\":\"1.11.4\"}'");
        stage.with("TF_CLI_CONFIG_FILE", folder.resolve("nowhere")).with("TF_CLI_ARGS_version", "-nonsense");
        assertThat(TerraformProgram.search(stage.machine()).found()).isPresent();
    }
}
