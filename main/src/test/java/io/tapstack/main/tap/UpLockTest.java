package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpLockTest {
    @TempDir
    private Path folder;

    @Test
    void isFreeAgainAfterwards() {
        assertThat(UpLock.<String>holding(file(), "first", () -> "one")).isEqualTo("one");
        assertThat(UpLock.<String>holding(file(), "second", () -> "two")).isEqualTo("two");
    }

    @Test
    void isFreeAgainAfterAFailure() {
        assertThatThrownBy(() -> UpLock.holding(file(), "first", () -> {
                    throw new Failure("broken");
                }))
                .hasMessage("broken");
        assertThat(UpLock.<String>holding(file(), "second", () -> "two")).isEqualTo("two");
    }

    @Test
    void tellsTheSecondWhoHoldsIt() {
        UpLock.holding(file(), "tap up payments", () -> {
            assertThatThrownBy(() -> UpLock.holding(file(), "tap up", () -> null))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("tap up payments, process "
                            + ProcessHandle.current().pid() + ", since ");
            return null;
        });
    }

    @Test
    void isHeldAgainstAnotherProcessAndGoesWithIt() throws IOException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held");
            assertThatThrownBy(() -> UpLock.holding(file(), "second", () -> null))
                    .hasMessageContaining("the other one, process " + other.pid());
        } finally {
            other.destroyForcibly();
            other.onExit().join();
        }
        assertThat(UpLock.<String>holding(file(), "second", () -> "two")).isEqualTo("two");
    }

    @Test
    void mayBeRemovedWhileItIsHeld() throws IOException {
        UpLock.holding(file(), "tap down", () -> {
            assertThat(file().toFile().delete()).isTrue();
            return null;
        });
        assertThat(Files.exists(file())).isFalse();
        assertThat(UpLock.<String>holding(file(), "second", () -> "two")).isEqualTo("two");
    }

    private Path file() {
        return folder.resolve(".tap/lock");
    }

    /** Holds the lock until it is killed. */
    static final class LockHolder {
        private LockHolder() {}

        public static void main(String[] arguments) {
            UpLock.holding(Path.of(arguments[0]), "the other one", () -> {
                System.out.println("held");
                try {
                    return System.in.read();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
