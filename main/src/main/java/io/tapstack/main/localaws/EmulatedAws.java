package io.tapstack.main.localaws;

import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Interrupt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The emulated AWS of this project: at most one runs, and {@code note} says which process it is. */
public final class EmulatedAws {
    private static final int PORT_TAKEN = 3;
    private static final int ATTEMPTS = 5;
    private static final int LOG_LINES = 15;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final EmulatorCommand command;
    private final Path note;
    private final Path log;
    private final Duration patience;
    private final IntSupplier ports;

    /**
     * @param note where the process is noted
     * @param log gets what the process says
     * @param patience how long the emulator may take until it is ready
     * @param ports where ports to try come from
     */
    public EmulatedAws(EmulatorCommand command, Path note, Path log, Duration patience, IntSupplier ports) {
        this.command = command;
        this.note = note;
        this.log = log;
        this.patience = patience;
        this.ports = ports;
    }

    /**
     * The one that runs and is well, if any.
     *
     * @param folder where it keeps what it writes
     */
    public static Optional<EmulatorProcess> running(Path note, Path folder) {
        return EmulatorProcess.read(note)
                .filter(emulator -> emulator.process().isAlive())
                .filter(emulator -> isWell(emulator, folder));
    }

    /** It writes its key before it listens. */
    private static boolean isWell(EmulatorProcess emulator, Path folder) {
        return RootKey.found(folder)
                .flatMap(root -> Health.of(emulator.endpoint(), root))
                .isPresent();
    }

    /** Starts one and waits until it is ready; another that is noted but not well is ended first. */
    public EmulatorProcess start(Interrupt interrupt) {
        EmulatorProcess.read(note).ifPresent(former -> former.process().end());
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int port = ports.getAsInt();
            Process process = launch(port);
            EmulatorProcess started = EmulatorProcess.of(process.toHandle(), port);
            started.process().write(note);
            if (isReady(started, process, interrupt)) {
                return started;
            }
        }
        throw new Failure("the emulated AWS found its port taken " + ATTEMPTS + " times in a row; see " + log);
    }

    /** Whether it is ready; false if another one was faster to take the port. */
    private boolean isReady(EmulatorProcess started, Process process, Interrupt interrupt) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                forget();
                if (process.exitValue() == PORT_TAKEN) {
                    return false;
                }
                throw new Failure("the emulated AWS ended with exit code " + process.exitValue()
                        + " while starting:\n  " + tail());
            }
            if (isWell(started, command.folder())) {
                return true;
            }
            interrupt.pause(LOOK_AGAIN);
        }
        started.process().end();
        forget();
        throw new Failure("the emulated AWS was not ready within " + patience.toSeconds() + " s:\n  " + tail());
    }

    private Process launch(int port) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command.arguments(port))
                    .directory(command.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.putAll(command.environment());
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new Failure("cannot start the emulated AWS: " + e.getMessage(), e);
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw Failure.of("cannot remove " + note, e);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n  ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())) + "\n  ("
                    + log + ")";
        } catch (IOException e) {
            return "(no log at " + log + ")";
        }
    }
}
