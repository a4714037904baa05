package io.tapstack.main.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.browser.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownProcessTest {
    @TempDir
    private Path folder;

    private Process sleeper;

    @BeforeEach
    void start() throws IOException {
        sleeper = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void stop() {
        sleeper.destroyForcibly();
    }

    @Test
    void isReadBackAsItWasWritten() {
        KnownProcess process = KnownProcess.of(sleeper.toHandle(), 4711);
        process.write(note());
        assertThat(KnownProcess.read(note())).contains(process);
        assertThat(process.detail()).isEqualTo(4711);
    }

    @Test
    void isAliveWhileItRuns() throws InterruptedException {
        KnownProcess process = KnownProcess.of(sleeper.toHandle(), 0);
        assertThat(process.isAlive()).isTrue();
        sleeper.destroyForcibly().waitFor();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void isNotAnotherProcessWithTheSameId() {
        KnownProcess now = KnownProcess.of(sleeper.toHandle(), 0);
        KnownProcess former = new KnownProcess(now.pid(), now.started() - 60_000, 0);
        assertThat(former.isAlive()).isFalse();
        assertThat(former.end()).isEmpty();
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void endsWithAllThatItStarted() throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "sleep 60 & sleep 60; true").start();
        while (shell.descendants().count() < 2) {
            Thread.onSpinWait();
        }
        assertThat(KnownProcess.of(shell.toHandle(), 0).end()).hasSize(3);
        assertThat(shell.isAlive()).isFalse();
    }

    @Test
    void isKilledWithAllThatItStartedEvenIfItDoesNotWantToEnd() throws Exception {
        Process stubborn = new ProcessBuilder("sh", "-c", "trap '' TERM; sleep 60 & sleep 60; true").start();
        while (stubborn.descendants().count() < 2) {
            Thread.onSpinWait();
        }
        List<ProcessHandle> all = stubborn.descendants().toList();
        KnownProcess process = KnownProcess.of(stubborn.toHandle(), 0);
        CompletableFuture<Void> gone = process.onExit();
        process.kill();
        gone.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        for (ProcessHandle child : all) {
            child.onExit().get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(process.onExit()).isCompleted();
    }

    @Test
    void isUnknownWhenTheNoteIsMissingOrBroken() throws IOException {
        assertThat(KnownProcess.read(note())).isEmpty();
        Files.writeString(note(), "{\"pid\":");
        assertThat(KnownProcess.read(note())).isEmpty();
        Files.writeString(note(), "{}");
        assertThat(KnownProcess.read(note())).isEmpty();
    }

    @Test
    void isNotReadFromACopyOfItsFolder() throws IOException {
        KnownProcess process = KnownProcess.of(sleeper.toHandle(), 4711);
        process.write(note());
        Path copy = Files.createDirectory(folder.resolve("copy")).resolve("note.json");
        Files.copy(note(), copy);
        assertThat(KnownProcess.read(copy)).isEmpty();
        assertThat(KnownProcess.Foreign.read(copy))
                .contains(new KnownProcess.Foreign(process, folder.toRealPath().toString()));
        assertThat(KnownProcess.Foreign.read(note())).isEmpty();
    }

    @Test
    void isReadThroughALinkToItsFolder() throws IOException {
        KnownProcess process = KnownProcess.of(sleeper.toHandle(), 4711);
        process.write(note());
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        assertThat(KnownProcess.read(link.resolve("note.json"))).contains(process);
    }

    private Path note() {
        return folder.resolve("note.json");
    }
}
