package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmulatorCommandTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
    }

    @Test
    void saysWhereEverythingIs() {
        assertThat(command().arguments(4000))
                .containsSubsequence("--port", "4000")
                .containsSubsequence("--directory", "/work")
                .containsSubsequence("--java", "/jdk/bin/java")
                .containsSubsequence("--runtime-classpath", "/lambda-runtime.jar")
                .containsSubsequence("--postgres-bin", "/postgres/bin");
    }

    @Test
    void leavesNoWayToARealAccountOrAProxy() {
        stage.with("AWS_PROFILE", "production")
                .with("AWS_ACCESS_KEY_ID", "AKIAREAL")
                .with("HTTPS_PROXY", "http://p");
        assertThat(command().environment())
                .doesNotContainKeys("AWS_PROFILE", "AWS_ACCESS_KEY_ID", "HTTPS_PROXY")
                .containsEntry("AWS_CONFIG_FILE", "/dev/null")
                .containsEntry("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
                .containsEntry("PYTHONPATH", "/sources");
    }

    @Test
    void putsItsSourcesBeforeTheCallersPythonPath() {
        stage.with("PYTHONPATH", "/callers");
        assertThat(command().environment()).containsEntry("PYTHONPATH", "/sources:/callers");
    }

    private EmulatorCommand command() {
        return new EmulatorCommand(
                stage.machine(),
                Path.of("/python"),
                Path.of("/sources"),
                Path.of("/work"),
                Path.of("/jdk/bin/java"),
                Path.of("/lambda-runtime.jar"),
                Path.of("/postgres/bin"));
    }
}
