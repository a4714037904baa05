package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * Keeps two commands from working on the emulated AWS at once. The operating system holds the lock, so it goes with the
 * process, however that ends.
 *
 * <p>Who holds it is written into a file beside: to open and close the locked file a second time would release it.
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
                Object identity = make(file);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (!isLocked(channel)) {
                    channel.close();
                    throw new Failure(
                            "another command works on the emulated AWS: " + holder(file),
                            "wait until it is done, or stop it with Ctrl-C");
                }
                if (identity.equals(identityOf(file))) {
                    write(file, command);
                    return new UpLock(channel);
                }
                channel.close(); // a tap down removed the file between our opening and locking it
            }
        } catch (IOException e) {
            throw Failure.of("cannot lock " + file, e);
        }
    }

    private void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Failure.of("cannot release the lock", e);
        }
    }

    private static Object make(Path file) throws IOException {
        Folders.createPrivate(file.getParent());
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // somebody made it before; whether they still hold it, the lock will tell
        }
        return identityOf(file);
    }

    /** Device and inode; nothing that any file has if it is gone. */
    private static Object identityOf(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return "gone";
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another part of this very process has it
        }
    }

    private static void write(Path file, String command) throws IOException {
        Files.writeString(
                noteOf(file),
                command + ", process " + ProcessHandle.current().pid() + ", since "
                        + Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String holder(Path file) throws IOException {
        Path note = noteOf(file);
        return Files.exists(note) ? Files.readString(note) : "one that just started";
    }

    private static Path noteOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".holder");
    }
}
