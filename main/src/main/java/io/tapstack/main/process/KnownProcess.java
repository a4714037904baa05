package io.tapstack.main.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process that another run of the command must recognise. The operating system gives ids out again, so a process is
 * known by its id and the moment it began.
 *
 * @param started in milliseconds since 1970, as the operating system tells it
 * @param detail what else is to be remembered of it: the emulator's port; 0 if nothing
 */
public record KnownProcess(long pid, long started, int detail) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public static KnownProcess of(ProcessHandle process, int detail) {
        return new KnownProcess(process.pid(), startOf(process), detail);
    }

    /** What was noted in this folder; nothing if there is no note, or it is unreadable, or it is {@link Foreign}. */
    public static Optional<KnownProcess> read(Path note) {
        return parse(note)
                .filter(json -> json.path("folder").asText().equals(folderOf(note)))
                .map(KnownProcess::of);
    }

    /**
     * A note that came with a copy of its folder: the process belongs to where it was written.
     *
     * @param folder where that is; empty if the note does not say
     */
    public record Foreign(KnownProcess process, String folder) {
        /** The note, if it is one. */
        public static Optional<Foreign> read(Path note) {
            return parse(note)
                    .map(json -> new Foreign(of(json), json.path("folder").asText()))
                    .filter(foreign -> !foreign.folder.equals(folderOf(note)));
        }
    }

    /** Replaces the note whole: a reader never sees half of it. */
    public void write(Path note) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("pid", pid).put("started", started).put("detail", detail);
        try {
            Files.createDirectories(note.getParent());
            json.put("folder", folderOf(note));
            Path draft = note.resolveSibling(note.getFileName() + ".new");
            Files.writeString(draft, json + "\n");
            Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.of("cannot write " + note, e);
        }
    }

    public boolean isAlive() {
        return handle().isPresent();
    }

    /** Ends the process and whatever it started: politely, then not. Returns the ids of the processes that are gone. */
    public List<Long> end() {
        Optional<ProcessHandle> process = handle();
        if (process.isEmpty()) {
            return List.of();
        }
        List<ProcessHandle> all =
                Stream.concat(process.stream(), process.get().descendants()).toList();
        end(process.get(), PATIENCE); // it knows best how to end what it started
        for (ProcessHandle left : all) {
            end(left, LITTLE_PATIENCE);
        }
        return all.stream().map(ProcessHandle::pid).toList();
    }

    /** Ends the process and whatever it started at once: nothing of what it does is wanted any more. */
    public void kill() {
        handle().ifPresent(process -> Stream.concat(process.descendants(), Stream.of(process))
                .toList()
                .forEach(ProcessHandle::destroyForcibly));
    }

    /** Completes when the process is gone. */
    public CompletableFuture<Void> onExit() {
        return handle().map(process -> process.onExit().<Void>thenApply(gone -> null))
                .orElse(CompletableFuture.completedFuture(null));
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process) == started)
                .filter(process -> pid != ProcessHandle.current().pid());
    }

    private static Optional<JsonNode> parse(Path note) {
        try {
            return Optional.of(MAPPER.readTree(Files.readString(note)))
                    .filter(json -> json.path("pid").asLong() > 0);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static KnownProcess of(JsonNode json) {
        return new KnownProcess(
                json.path("pid").asLong(),
                json.path("started").asLong(),
                json.path("detail").asInt());
    }

    private static String folderOf(Path note) {
        try {
            return note.toAbsolutePath().getParent().toRealPath().toString();
        } catch (IOException e) {
            throw Failure.of("cannot find the folder of " + note, e);
        }
    }

    private static void end(ProcessHandle process, Duration patience) {
        if (process.isAlive()) {
            process.destroy();
            if (!hasEnded(process, patience)) {
                process.destroyForcibly();
                hasEnded(process, patience);
            }
        }
    }

    private static boolean hasEnded(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return !process.isAlive();
        }
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
