package io.tapstack.main.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.testing.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineTest {
    @TempDir
    private Path folder;

    @Test
    void asksProgramsAtHome() {
        assertThat(new Stage(folder).machine().folder()).isEqualTo(folder.resolve("home"));
    }

    @Test
    void asksProgramsElsewhereWhenThereIsNoHome() throws IOException {
        Stage stage = new Stage(folder);
        Files.delete(stage.home());
        assertThat(stage.machine().folder()).isEqualTo(stage.fileSystem());
    }

    @Test
    void keepsOptionsOfOneJvmFromAnother() {
        Machine machine = new Stage(folder)
                .with("JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,address=5005")
                .with("JDK_JAVA_OPTIONS", "-Xmx1g")
                .with("_JAVA_OPTIONS", "-Xmx1g")
                .with("OPENJ9_JAVA_OPTIONS", "-Xmx1g")
                .with("JAVA_HOME", "/jdk")
                .machine();
        assertThat(machine.environmentForJava()).containsOnlyKeys("PATH", "JAVA_HOME");
    }
}
