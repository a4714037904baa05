package io.tapstack.main.process;

import io.tapstack.main.console.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program to run, with everything it will see: nothing is inherited but the folder of open files. Arguments reach it
 * as they are; there is no shell in between.
 *
 * @param environment all of its environment variables
 */
public record Program(List<String> command, Path folder, Map<String, String> environment) {

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** What a program left behind. */
    public record Result(int exitCode, String out, String err) {
        public boolean succeeded() {
            return exitCode == 0;
        }

        /** What it said, wherever it said it. */
        public String text() {
            return (err + "\n" + out).strip();
        }
    }

    /**
     * Runs to the end and collects what is said.
     *
     * @throws Failure if it cannot be started or takes longer than {@code patience}, after which it is ended
     */
    public Result run(Duration patience) {
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        Process process = start();
        CompletableFuture<Void> outEnd =
                read(process.getInputStream(), line -> out.append(line).append('\n'));
        CompletableFuture<Void> errEnd =
                read(process.getErrorStream(), line -> err.append(line).append('\n'));
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new Failure(command.get(0) + " gave no answer within " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new Failure(command.get(0) + " was interrupted", e);
        }
        outEnd.join();
        errEnd.join();
        return new Result(process.exitValue(), out.toString(), err.toString());
    }

    /** Runs to the end, hands over every line as it comes, and returns the exit code. {@code watch} may end it early. */
    public int run(Consumer<String> out, Consumer<String> err, Consumer<Process> watch) {
        Process process = start();
        watch.accept(process);
        CompletableFuture<Void> outEnd = read(process.getInputStream(), out);
        CompletableFuture<Void> errEnd = read(process.getErrorStream(), err);
        int code = process.onExit().join().exitValue();
        outEnd.join();
        errEnd.join();
        return code;
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close(); // nobody will answer a question
            return process;
        } catch (IOException e) {
            throw new Failure("cannot run " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    private static CompletableFuture<Void> read(InputStream stream, Consumer<String> lines) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader text =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        text.lines().forEach(lines);
                        end.complete(null);
                    } catch (IOException | UncheckedIOException closed) {
                        end.complete(null); // the program is gone, and with it what it had to say
                    } catch (RuntimeException e) {
                        end.completeExceptionally(e);
                    }
                },
                "output of " + Thread.currentThread().getName());
        reader.setDaemon(true);
        reader.start();
        return end;
    }
}
