package io.tapstack.main.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.browser.Patience;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.localaws.RootKey;
import io.tapstack.main.process.Program;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The built project as seen from a folder of its own: a test deploys from there without touching what a developer has
 * running in the real one. Links lead to the code, {@code cdktf.json} is a copy that a test may change.
 */
final class Checkout {
    private static final Duration PATIENCE = Patience.LIMIT.multipliedBy(5);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path project;
    private final Path root;

    private Checkout(Path project, Path root) {
        this.project = project;
        this.root = root;
    }

    /** A fresh one below {@code main/target}, named after the test; with {@code -Dit.skip=deploy} the one of the last run. */
    static Checkout of(Class<?> test) {
        Path project = Path.of("").toAbsolutePath().getParent(); // Failsafe runs in the module's folder
        Path root = project.resolve("main/target/it").resolve(test.getSimpleName());
        if (Stages.SKIP_DEPLOY && Files.exists(root)) {
            return new Checkout(project, root);
        }
        try {
            remove(root);
            Files.createDirectories(root);
            for (String name : List.of("main", "lambda", "modules", "environments", "tap", "pom.xml", "node_modules")) {
                Files.createSymbolicLink(root.resolve(name), project.resolve(name));
            }
            Files.copy(project.resolve("cdktf.json"), root.resolve("cdktf.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Checkout(project, root);
    }

    Path root() {
        return root;
    }

    /** The project itself. */
    Path project() {
        return project;
    }

    /** The context of one environment, to be changed in place by {@code change}. */
    void changeContext(String environment, Consumer<ObjectNode> change) {
        change("/context/tapstack/environments/" + environment, change);
    }

    private void change(String pointer, Consumer<ObjectNode> change) {
        Path file = root.resolve("cdktf.json");
        try {
            JsonNode json = MAPPER.readTree(Files.readString(file));
            change.accept((ObjectNode) json.at(pointer));
            Files.writeString(file, json.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The context that all environments share, to be changed in place by {@code change}. */
    void changeSharedContext(Consumer<ObjectNode> change) {
        change("/context/tapstack", change);
    }

    /** Moves an environment into the emulated AWS, which has one account. */
    void intoTheEmulatedAccount(String environment) {
        changeContext(environment, account -> account.put("accountId", EmulatedAccount.ID)
                .put("deployers", Operator.PRINCIPAL));
    }

    /** The account in the emulated AWS that {@code tap up} started, by what it printed. */
    EmulatedAccount account(JsonNode up) {
        RootKey key = RootKey.in(root.resolve(".tap/local/emulator"));
        return new EmulatedAccount(new LocalClients(up.at("/endpoints/aws").asText(), "eu-central-1", key));
    }

    /** The emulated AWS that {@code tap up} started. */
    ProcessHandle emulator() {
        return EmulatorProcess.read(root.resolve(".tap/local/emulator.process.json"))
                .flatMap(running -> ProcessHandle.of(running.process().pid()))
                .orElseThrow();
    }

    /** Ends what runs here, at the end of a test; with {@code -Dit.keep} it stays. */
    void leaveNothingRunning() {
        if (!Stages.KEEP) {
            Path local = root.resolve(".tap/local");
            EmulatorProcess.read(local.resolve("emulator.process.json"))
                    .filter(emulator -> emulator.process().isAlive())
                    .ifPresent(emulator -> CheckedRequests.keep(this, emulator, local.resolve("emulator")));
            tap("down");
        }
    }

    /** Runs {@code tap} with these arguments to its end. */
    Program.Result tap(String... arguments) {
        return tap(environment(), arguments);
    }

    Program.Result tap(Map<String, String> environment, String... arguments) {
        return new Program(command(arguments), root, environment).run(PATIENCE);
    }

    /** Starts {@code tap} and leaves it running; it writes to {@code log}. */
    Process startTap(Path log, String... arguments) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command(arguments))
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts {@code tap up}, which writes to {@code log}, and returns when it has made so many of the system's resources. */
    Process startUp(String system, long resources, Path log) {
        forget(terraformLog(system + "-local")); // of an earlier run
        Process tap = startTap(log, "up", system);
        Eventually.holds(resources + " resources are made", () -> {
            if (!tap.isAlive()) {
                throw new IllegalStateException("tap ended: " + Files.readString(log));
            }
            return made(system + "-local") >= resources;
        });
        return tap;
    }

    /** Resources that Terraform has made so far in the stack. */
    private long made(String stack) throws IOException {
        Path log = terraformLog(stack);
        if (!Files.exists(log)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("\"type\":\"apply_complete\""))
                    .count();
        }
    }

    private Path terraformLog(String stack) {
        return root.resolve(".tap/local/logs/terraform-" + stack + ".log");
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder in which {@code ./tap} does what {@link #tap} does, for lines that a person would type. */
    Path shellFolder() {
        Path script = root.resolve("shell/tap");
        String line = command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        try {
            Files.createDirectories(script.getParent());
            Files.writeString(script, "#!/bin/sh\nexec " + line + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return script.getParent();
    }

    /** What the launcher script does, without its look whether a build is due: Maven is running right now. */
    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:SharedArchiveFile=" + project.resolve("main/target/tap.jsa"),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xlog:cds*=off:stderr",
                "-Dtap.root=" + root,
                "-cp",
                classPath(),
                "io.tapstack.main.tap.Tap"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Sorted, as the launcher does: the class-data archive fits one order only. */
    private String classPath() {
        try (Stream<Path> jars = Files.list(project.resolve("main/target/lib"))) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.remove("JAVA_TOOL_OPTIONS");
        return environment;
    }

    /** Removes a folder; links in it go, what they lead to stays. */
    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
