package io.tapstack.main.terraform;

import io.tapstack.main.console.Failure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Everything a program says, for the reader after a failure. */
final class LogFile implements AutoCloseable {
    private final BufferedWriter writer;

    private LogFile(BufferedWriter writer) {
        this.writer = writer;
    }

    static LogFile append(Path file, String title) {
        try {
            Files.createDirectories(file.getParent());
            LogFile log =
                    new LogFile(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            log.line("# " + Instant.now() + " " + title);
            return log;
        } catch (IOException e) {
            throw Failure.of("cannot write " + file, e);
        }
    }

    synchronized void line(String line) {
        try {
            writer.write(line);
            writer.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
