package io.tapstack.main.localaws;

import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Python interpreter.
 *
 * @param executable what Python itself says it is, so that no wrapper stands between us and its process
 * @param version for example {@code 3.11.7}
 * @param moto version of the moto that it would import, if it has one
 */
public record Python(Path executable, String version, Optional<String> moto) {
    /** The version whose gaps the emulator in {@code main/emulator} closes. */
    public static final String MOTO = "5.2.1";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String QUESTION = """
        import sys, platform, importlib.metadata as metadata
        print(sys.executable)
        print(platform.python_version())
        try:
            print(metadata.version("moto"))
        except metadata.PackageNotFoundError:
            pass
        """;

    public boolean hasMoto() {
        return moto.filter(MOTO::equals).isPresent();
    }

    /** The first Python with the moto we need: the project's own, that of {@code moto_server}, {@code python3}. */
    public static Optional<Python> withMoto(Machine machine, Path environmentFolder) {
        return candidates(machine, environmentFolder).stream()
                .flatMap(candidate -> ask(candidate, machine).stream())
                .filter(Python::hasMoto)
                .findFirst();
    }

    /** Any Python that could make a virtual environment. */
    public static Optional<Python> any(Machine machine) {
        return machine.find("python3")
                .or(() -> machine.find("python"))
                .flatMap(path -> ask(path, machine))
                .filter(python -> python.version.startsWith("3."));
    }

    /** What a Python says of itself; nothing if it does not run. */
    static Optional<Python> ask(Path python, Machine machine) {
        try {
            Program.Result result = new Program(
                            List.of(python.toString(), "-c", QUESTION), machine.folder(), machine.copyOfEnvironment())
                    .run(PATIENCE);
            List<String> lines = result.out().lines().toList();
            if (!result.succeeded() || lines.size() < 2) {
                return Optional.empty();
            }
            return Optional.of(new Python(
                    Path.of(lines.get(0)),
                    lines.get(1),
                    lines.size() > 2 ? Optional.of(lines.get(2)) : Optional.empty()));
        } catch (RuntimeException notThere) {
            return Optional.empty();
        }
    }

    private static Set<Path> candidates(Machine machine, Path environmentFolder) {
        Set<Path> candidates = new LinkedHashSet<>();
        Path own = environmentFolder.resolve("bin/python");
        if (Files.isExecutable(own)) {
            candidates.add(own);
        }
        machine.find("moto_server").flatMap(Python::interpreterOf).ifPresent(candidates::add);
        machine.find("python3").ifPresent(candidates::add);
        machine.find("python").ifPresent(candidates::add);
        return candidates;
    }

    /** The interpreter that a script's first line names. */
    private static Optional<Path> interpreterOf(Path script) {
        try (BufferedReader reader = Files.newBufferedReader(script, StandardCharsets.ISO_8859_1)) {
            String line = Optional.ofNullable(reader.readLine()).orElse("");
            return Optional.of(line)
                    .filter(first -> first.startsWith("#!/") && first.contains("python"))
                    .map(first -> Path.of(first.substring(2).strip().split(" ", 2)[0]))
                    .filter(Files::isExecutable)
                    .filter(path -> !path.endsWith("env"));
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }
}
