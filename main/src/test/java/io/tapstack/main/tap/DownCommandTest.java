package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.process.KnownProcess;
import io.tapstack.main.testing.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownCommandTest {
    @TempDir
    private Path folder;

    private Stage stage;
    private CommandLineSession tap;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
        tap = new CommandLineSession(stage);
    }

    @Test
    void isContentWhenThereIsNothing() {
        assertThat(tap.run("down")).isEqualTo(ExitCode.OK);
        assertThat(stage.out()).contains("no emulated AWS was running, nothing to remove");
        assertThat(tap.project().work()).doesNotExist();
    }

    @Test
    void endsAProcessThatDoesNotAnswerAnyMore() throws IOException, InterruptedException {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        KnownProcess.of(sleeper.toHandle(), 1).write(tap.project().emulatorNote());
        assertThat(tap.run("down", "--json")).isEqualTo(ExitCode.OK);
        assertThat(sleeper.waitFor()).isNotZero();
        assertThat(stage.out()).contains(String.valueOf(sleeper.pid()));
    }

    @Test
    void doesNotEndAnotherProcessThatGotTheId() throws IOException {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        new KnownProcess(sleeper.pid(), 1, 1).write(tap.project().emulatorNote());
        tap.run("down");
        assertThat(sleeper.isAlive()).isTrue();
        assertThat(tap.project().work()).doesNotExist();
        sleeper.destroyForcibly();
    }

    @Test
    void leavesTheEmulatedAwsOfTheFolderThatThisIsACopyOf() throws IOException {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        Path original = folder.resolve("original/.tap/local/emulator.process.json");
        KnownProcess.of(sleeper.toHandle(), 1).write(original);
        Files.createDirectories(tap.project().local());
        Files.copy(original, tap.project().emulatorNote());

        assertThat(tap.run("down")).isEqualTo(ExitCode.OK);
        assertThat(sleeper.isAlive()).isTrue();
        assertThat(tap.project().work()).doesNotExist();
        assertThat(stage.err())
                .contains("(process " + sleeper.pid() + ") was started in " + original.getParent())
                .contains("left alone");
        sleeper.destroyForcibly();
    }

    @Test
    void saysWhatIsInTheWay() {
        stage.write(tap.project().work(), "a file");
        assertThat(tap.run("down")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err())
                .contains("cannot make ")
                .contains("something else is there (" + tap.project().work());
    }

    @Test
    void keepsTheVirtualEnvironmentAndWhatLinksPointTo() throws IOException {
        Path provider = stage.write(folder.resolve("mirror/provider"), "binary");
        stage.make(tap.project().local());
        Files.createSymbolicLink(tap.project().local().resolve("link"), provider.getParent());
        stage.make(tap.project().virtualEnvironment());
        tap.run("down");
        assertThat(provider).exists();
        assertThat(tap.project().virtualEnvironment()).exists();
        assertThat(tap.project().work()).doesNotExist();
    }

    @Test
    void keepsTheStateOfABootstrapOfAnAccount() {
        Path state = stage.write(tap.project().bootstrapState("prod"), "{}");
        stage.make(tap.project().local());
        tap.run("down");
        assertThat(state).exists();
    }

    @Test
    void waitsForNobody() {
        UpLock.holding(tap.project().lock(), "tap up payments", () -> {
            assertThat(tap.run("down")).isEqualTo(ExitCode.FAILED);
            return null;
        });
        assertThat(stage.err()).contains("another command works on the emulated AWS: tap up payments, process ");
    }
}
