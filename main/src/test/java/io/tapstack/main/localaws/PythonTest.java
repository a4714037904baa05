package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.testing.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PythonTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
    }

    @Test
    void isTheOneOnThePathIfItHasMoto() {
        stage.program("python3", "echo /real/python3; echo 3.11.7; echo 5.2.1");
        assertThat(Python.withMoto(stage.machine(), venv()))
                .hasValueSatisfying(python -> assertThat(python.executable()).isEqualTo(Path.of("/real/python3")));
    }

    @Test
    void isNotOneWithAnotherMoto() {
        stage.program("python3", "echo /real/python3; echo 3.11.7; echo 5.1.0");
        assertThat(Python.withMoto(stage.machine(), venv())).isEmpty();
        assertThat(Python.any(stage.machine())).isPresent();
    }

    @Test
    void isTheOneThatMotoServerRunsOn() {
        stage.program("python3", "echo /real/python3; echo 3.11.7");
        Path other = stage.script(folder.resolve("tools/bin/python"), "echo /tools/python; echo 3.12.0; echo 5.2.1");
        stage.write(stage.programs().resolve("moto_server"), "#!" + other + "\nimport moto\n");
        assertThat(stage.programs().resolve("moto_server").toFile().setExecutable(true))
                .isTrue();
        assertThat(Python.withMoto(stage.machine(), venv()))
                .hasValueSatisfying(python -> assertThat(python.version()).isEqualTo("3.12.0"));
    }

    @Test
    void isTheProjectsOwnBeforeAnyOther() {
        stage.program("python3", "echo /real/python3; echo 3.11.7; echo 5.2.1");
        stage.script(venv().resolve("bin/python"), "echo /venv/python; echo 3.11.7; echo 5.2.1");
        assertThat(Python.withMoto(stage.machine(), venv()))
                .hasValueSatisfying(python -> assertThat(python.executable()).isEqualTo(Path.of("/venv/python")));
    }

    @Test
    void isNothingWithoutAPythonThatRuns() {
        stage.program("python3", "exit 127");
        assertThat(Python.withMoto(stage.machine(), venv())).isEmpty();
        assertThat(Python.any(stage.machine())).isEmpty();
    }

    @Test
    void isInstalledIntoAVirtualEnvironmentWhenNoneHasMoto() {
        stage.with("PATH", stage.programs() + ":/usr/bin:/bin");
        Path base = stage.program(
                "python3",
                "case \"$*\" in",
                "  '-m venv '*) mkdir -p \"$3/bin\" && cp '" + folder + "/venv-python' \"$3/bin/python\" ;;",
                "  *) echo \"$0\"; echo 3.11.7 ;;",
                "esac");
        stage.script(
                folder.resolve("venv-python"),
                "case \"$*\" in",
                "  '-m pip'*) echo \"$*\" >'" + folder + "/pip' ;;",
                "  *) echo \"$0\"; echo 3.11.7; echo 5.2.1 ;;",
                "esac");
        Python python = new MotoInstallation(stage.machine(), venv(), stage.console()).ensure();
        assertThat(python.executable()).isEqualTo(venv().resolve("bin/python"));
        assertThat(folder.resolve("pip")).content().contains("install").contains("moto[server]==5.2.1");
        assertThat(stage.err()).contains("installing it into " + venv());
        assertThat(Files.exists(base)).isTrue();
    }

    @Test
    void saysWhatToDoWhenItCannotBeInstalled() {
        stage.with("PATH", stage.programs() + ":/usr/bin:/bin");
        stage.program(
                "python3",
                "case \"$*\" in",
                "  '-m venv '*) mkdir -p \"$3/bin\" && cp \"$0\" \"$3/bin/python\" ;;",
                "  '-m pip'*) echo 'ERROR: Could not find a version' >&2; exit 1 ;;",
                "  *) echo \"$0\"; echo 3.11.7 ;;",
                "esac");
        assertThatThrownBy(() -> new MotoInstallation(stage.machine(), venv(), stage.console()).ensure())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot install moto[server]==5.2.1 into " + venv())
                .hasMessageContaining("Could not find a version");
    }

    @Test
    void saysThatThereIsNoPythonAtAll() {
        assertThatThrownBy(() -> new MotoInstallation(stage.machine(), venv(), stage.console()).ensure())
                .hasMessageContaining("no Python 3 on the PATH");
    }

    private Path venv() {
        return folder.resolve(".venv");
    }
}
