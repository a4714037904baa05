package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * Keeps two commands from working on the emulated AWS at once. The operating system holds the lock, so it goes with the
 * process, however that ends; the file's text is only for the message to the second one.
 */
final class UpLock {
    private final FileChannel channel;

    private UpLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Works while holding the lock.
     *
     * @param command what wants the lock, for others to read
     * @throws Failure if another process has it; says which
     */
    static <T> T holding(Path file, String command, Supplier<T> work) {
        UpLock lock = take(file, command);
        try {
            return work.get();
        } finally {
            lock.release();
        }
    }

    private static UpLock take(Path file, String command) {
        try {
            while (true) {
                Files.createDirectories(file.getParent());
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                if (!tryLock(channel)) {
                    channel.close();
                    throw new Failure(
                            "another command works on the emulated AWS: " + holder(file),
                            "wait until it is done, or stop it with Ctrl-C");
                }
                if (sign(file, channel, command)) {
                    return new UpLock(channel);
                }
                channel.close(); // a tap down removed the file between our opening and locking it
            }
        } catch (IOException e) {
            throw new Failure("cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    private void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Failure("cannot release the lock", e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another part of this very process
        }
    }

    /** Writes who we are, and reads it back by name: the locked file is the one that the name means now. */
    private static boolean sign(Path file, FileChannel channel, String command) throws IOException {
        String text = command + ", process " + ProcessHandle.current().pid() + ", since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        return Files.exists(file) && Files.readString(file).equals(text);
    }

    private static String holder(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        return text.isEmpty() ? "who just started" : text;
    }
}
