package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.browser.Patience;
import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.process.KnownProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EmulatorWatchTest {
    private final IllegalStateException refused = new IllegalStateException("connection refused");

    private final CompletableFuture<Void> abandoned = new CompletableFuture<>();
    private Process emulator;
    private EmulatorWatch watch;

    @BeforeEach
    void start() throws IOException {
        emulator = new ProcessBuilder("sleep", "60").start();
        watch = new EmulatorWatch(
                new EmulatorProcess(KnownProcess.of(emulator.toHandle(), 4711)), Path.of("emulator.log"));
    }

    @AfterEach
    void stop() {
        emulator.destroyForcibly();
    }

    @Test
    void workOnALivingEmulatorReturnsAndFailsAsItDoes() {
        assertThat(watch.<String>during(() -> "done", this::abandon)).isEqualTo("done");
        assertThatThrownBy(() -> watch.during(this::refused, this::abandon)).isSameAs(refused);
        assertThat(abandoned).isNotDone();
    }

    @Test
    void workOnAnEmulatorThatDiesIsAbandonedAndSaysWhatHappened() {
        assertThatThrownBy(() -> watch.during(
                        () -> {
                            emulator.destroyForcibly();
                            abandoned
                                    .orTimeout(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)
                                    .join();
                            return refused();
                        },
                        this::abandon))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure)
                            .hasMessageContaining("process " + emulator.pid())
                            .hasCause(refused);
                    assertThat(failure.advice())
                            .singleElement()
                            .asString()
                            .contains("emulator.log")
                            .contains("starts over");
                });
    }

    private void abandon() {
        abandoned.complete(null);
    }

    private String refused() {
        throw refused;
    }
}
