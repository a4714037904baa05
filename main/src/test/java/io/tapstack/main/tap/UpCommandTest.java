package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.localaws.EmulatedAws;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.process.KnownProcess;
import io.tapstack.main.testing.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deploy that fails at synthesis, for want of a class; whole deploys are for the integration tests. */
final class UpCommandTest {
    @TempDir
    private Path folder;

    private Stage stage;
    private CommandLineSession tap;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
        tap = new CommandLineSession(stage);
        tap.emulator();
        stage.program("terraform", CommandLineSession.TERRAFORM);
        stage.program("node", "exit 1");
    }

    @AfterEach
    void stop() {
        EmulatorProcess.read(tap.project().emulatorNote())
                .ifPresent(emulator -> emulator.process().end());
    }

    @Test
    void stopsTheEmulatedAwsThatItStartedWhenTheDeployFails() {
        assertThat(tap.run("up")).isEqualTo(ExitCode.FAILED);
        assertThat(EmulatedAws.running(
                        tap.project().emulatorNote(), tap.project().emulatorFolder()))
                .isEmpty();
        assertThat(stage.err())
                .contains("starting the emulated AWS: done")
                .contains("the emulated AWS that this command started is stopped (tap up --keep leaves it running")
                .contains("synthesis failed");
    }

    @Test
    void leavesItRunningWhenAskedTo() {
        assertThat(tap.run("up", "--keep")).isEqualTo(ExitCode.FAILED);
        assertThat(EmulatedAws.running(
                        tap.project().emulatorNote(), tap.project().emulatorFolder()))
                .isPresent();
        assertThat(stage.err()).contains("is left running on http://127.0.0.1:");
    }

    @Test
    void leavesOneRunningThatItDidNotStart() {
        tap.run("up", "--keep");
        assertThat(tap.run("up")).isEqualTo(ExitCode.FAILED);
        assertThat(EmulatedAws.running(
                        tap.project().emulatorNote(), tap.project().emulatorFolder()))
                .isPresent();
    }

    @Test
    void forgetsWhatWasDeployedToAnEmulatedAwsThatIsGone() {
        Path stale = stage.write(tap.project().deployed("payments"), "{}");
        Path stack = stage.write(tap.project().local().resolve("stacks/payments-local/cdk.tf.json"), "{}");
        tap.run("up");
        assertThat(stale).doesNotExist();
        assertThat(stack).doesNotExist();
    }

    @Test
    void startsOneOfItsOwnInACopyOfTheFolder() throws IOException {
        Process original = new ProcessBuilder("sleep", "60").start();
        Path note = folder.resolve("original/emulator.process.json");
        KnownProcess.of(original.toHandle(), 1).write(note);
        Files.createDirectories(tap.project().local());
        Files.copy(note, tap.project().emulatorNote());
        Path stack = stage.write(tap.project().local().resolve("stacks/payments-local/cdk.tf.json"), "{}");

        tap.run("up", "--keep");
        assertThat(original.isAlive()).isTrue();
        assertThat(stack).doesNotExist();
        assertThat(EmulatedAws.running(
                        tap.project().emulatorNote(), tap.project().emulatorFolder()))
                .isPresent();
        original.destroyForcibly();
    }

    @Test
    void isEndedAndRemovedByTapDown() {
        tap.run("up", "--keep");
        assertThat(tap.run("down")).isEqualTo(ExitCode.OK);
        assertThat(EmulatedAws.running(
                        tap.project().emulatorNote(), tap.project().emulatorFolder()))
                .isEmpty();
        assertThat(tap.project().work()).doesNotExist();
        assertThat(stage.out())
                .contains("ended 1 processes, removed " + tap.project().work());
    }
}
