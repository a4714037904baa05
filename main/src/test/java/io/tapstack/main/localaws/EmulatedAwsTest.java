package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.browser.Patience;
import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Interrupt;
import io.tapstack.main.process.KnownProcess;
import io.tapstack.main.testing.Stage;
import io.tapstack.main.testing.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmulatedAwsTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** {@code $1} is {@code -c}, {@code $2} the program text, {@code $4} the port, {@code $6} its folder. */
    private static final String WELL = "exec " + JAVA + " -cp '" + System.getProperty("java.class.path") + "' "
            + FakeEmulator.class.getName() + " $4 $6";

    @TempDir
    private Path folder;

    private Stage stage;
    private Path note;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
        note = folder.resolve("emulator.json");
    }

    @AfterEach
    void stop() {
        EmulatorProcess.read(note).ifPresent(emulator -> emulator.process().end());
    }

    @Test
    void isReadyWhenItSaysSo() {
        EmulatorProcess started =
                emulator(Patience.LIMIT, FreePort::choose, WELL).start(new Interrupt());
        assertThat(EmulatedAws.running(note, folder)).contains(started);
        assertThat(Health.of(started.endpoint(), TestKey.ROOT)).contains(new Health("5.2.1", true, false));
    }

    @Test
    void isNotRunningOnceItsProcessIsGone() {
        EmulatorProcess started =
                emulator(Patience.LIMIT, FreePort::choose, WELL).start(new Interrupt());
        started.process().end();
        assertThat(EmulatedAws.running(note, folder)).isEmpty();
    }

    @Test
    void isNotRunningWhenOnlyAnOldNoteSaysSo() {
        new KnownProcess(Integer.MAX_VALUE, 1, FreePort.choose()).write(note);
        assertThat(EmulatedAws.running(note, folder)).isEmpty();
    }

    @Test
    void isNotRunningWhenTheProcessDoesNotAnswer() throws IOException {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        KnownProcess.of(sleeper.toHandle(), FreePort.choose()).write(note);
        assertThat(EmulatedAws.running(note, folder)).isEmpty();
        sleeper.destroyForcibly();
    }

    @Test
    void endsAnUnwellOneBeforeItStartsAnother() throws IOException, InterruptedException {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        KnownProcess.of(sleeper.toHandle(), FreePort.choose()).write(note);
        emulator(Patience.LIMIT, FreePort::choose, WELL).start(new Interrupt());
        assertThat(sleeper.waitFor()).isNotZero();
    }

    @Test
    void saysWhyItEndedWhileStarting() {
        EmulatedAws broken =
                emulator(Patience.LIMIT, FreePort::choose, "echo 'emulator: moto 4.0 is installed' >&2; exit 2");
        assertThatThrownBy(() -> broken.start(new Interrupt()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("ended with exit code 2")
                .hasMessageContaining("moto 4.0 is installed");
        assertThat(note).doesNotExist();
    }

    @Test
    void triesAnotherPortWhenOneIsTaken() {
        int free = FreePort.choose();
        Iterator<Integer> ports = List.of(1, 2, free).iterator();
        EmulatorProcess started = emulator(Patience.LIMIT, ports::next, "[ $4 -gt 2 ] || exit 3", WELL)
                .start(new Interrupt());
        assertThat(started.port()).isEqualTo(free);
    }

    @Test
    void givesUpWhenEveryPortIsTaken() {
        EmulatedAws unlucky = emulator(Patience.LIMIT, FreePort::choose, "exit 3");
        assertThatThrownBy(() -> unlucky.start(new Interrupt())).hasMessageContaining("port taken 5 times");
    }

    @Test
    void endsOneThatIsNotReadyInTime() {
        EmulatedAws slow = emulator(Duration.ofMillis(300), FreePort::choose, "exec sleep 600");
        stage.write(log(), "thinking");
        assertThatThrownBy(() -> slow.start(new Interrupt()))
                .hasMessageContaining("was not ready")
                .hasMessageContaining("thinking");
        assertThat(note).doesNotExist();
    }

    @Test
    void cannotBeStartedWithoutItsPython() {
        EmulatedAws nowhere = new EmulatedAws(
                command(folder.resolve("no-python")), note, log(), Duration.ofSeconds(1), FreePort::choose);
        assertThatThrownBy(() -> nowhere.start(new Interrupt())).hasMessageContaining("cannot start the emulated AWS");
    }

    private EmulatedAws emulator(Duration patience, IntSupplier ports, String... script) {
        Path python = stage.program("python", script);
        return new EmulatedAws(command(python), note, log(), patience, ports);
    }

    private EmulatorCommand command(Path python) {
        stage.with("PATH", stage.programs() + ":/usr/bin:/bin");
        return new EmulatorCommand(stage.machine(), python, folder, folder, Path.of(JAVA), folder, folder);
    }

    private Path log() {
        return folder.resolve("logs/emulator.log");
    }
}
