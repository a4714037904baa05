package io.tapstack.main.localaws;

import io.tapstack.main.process.KnownProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The process of the emulated AWS, and where it answers. */
public record EmulatorProcess(KnownProcess process) {

    static EmulatorProcess of(ProcessHandle handle, int port) {
        return new EmulatorProcess(KnownProcess.of(handle, port));
    }

    /** The one that was noted, whether it is still there or not. */
    public static Optional<EmulatorProcess> read(Path note) {
        return KnownProcess.read(note).map(EmulatorProcess::new);
    }

    public int port() {
        return process.detail();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    /** The PostgreSQL servers that it started; not what those started in turn. */
    public List<Long> databaseServers() {
        return ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(EmulatorProcess::isPostgres)
                .filter(server ->
                        server.parent().filter(EmulatorProcess::isPostgres).isEmpty())
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(program -> Path.of(program).endsWith("postgres"))
                .isPresent();
    }
}
