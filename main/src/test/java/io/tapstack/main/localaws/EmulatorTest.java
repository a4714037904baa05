package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tapstack.browser.Patience;
import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The emulated AWS's own tests, which are in Python like itself: one build runs everything. */
final class EmulatorTest {
    private static final Path PROJECT =
            Path.of("").toAbsolutePath().getParent(); // Surefire runs in the module's folder
    private static final Path TARGET = PROJECT.resolve("main/target");
    private static final Duration PATIENCE = Patience.LIMIT.multipliedBy(5);
    private static final int AT_ONCE = 3;
    private static final Pattern RAN = Pattern.compile("^Ran (\\d+) tests in ", Pattern.MULTILINE);

    private final Machine machine = Machine.current();

    /** In a few processes side by side: each reads moto whole, and mostly they wait for the timeouts that they are about. */
    @TestFactory
    Stream<DynamicTest> itsOwnTestsPass() throws IOException {
        Optional<Python> python = Python.withMoto(machine, PROJECT.resolve(".venv"));
        if (python.isEmpty()) {
            cannotRun("no Python here has moto " + Python.MOTO + ": pip install 'moto[server]==" + Python.MOTO + "'");
        }
        Path executable = python.orElseThrow().executable();
        Map<String, String> environment = environment();
        List<String> modules = modules();
        assertThat(modules).hasSizeGreaterThan(20);
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        Map<List<String>, Future<Program.Result>> running = new LinkedHashMap<>();
        for (int number = 0; number < AT_ONCE; number++) {
            List<String> part = everyOther(modules, number);
            running.put(part, pool.submit(() -> program(executable, part, environment)
                    .run(PATIENCE)));
        }
        pool.shutdown();
        return running.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        String.join(" ", entry.getKey()),
                        () -> check(entry.getValue().get())));
    }

    private static List<String> everyOther(List<String> modules, int first) {
        return IntStream.range(0, modules.size())
                .filter(index -> index % AT_ONCE == first)
                .mapToObj(modules::get)
                .toList();
    }

    private static void check(Program.Result tests) {
        assertThat(tests.exitCode()).as(tests.text()).isZero();
        assertThat(ran(tests.err())).as(tests.text()).isPositive();
    }

    private static List<String> modules() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("main/emulator/tests"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("test_") && name.endsWith(".py"))
                    .map(name -> name.substring(0, name.length() - ".py".length()))
                    .sorted()
                    .toList();
        }
    }

    private static Program program(Path python, List<String> modules, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(python.toString(), "-m", "tests"));
        command.addAll(modules);
        return new Program(command, PROJECT.resolve("main/emulator"), environment);
    }

    /** The caller's, seed and patience, and where PostgreSQL is: without it the tests of databases are left out. */
    private Map<String, String> environment() {
        Map<String, String> environment = machine.copyOfEnvironment();
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("PATIENCE", String.valueOf(Patience.LIMIT.toMinutes()));
        Optional.ofNullable(System.getProperty("seed")).ifPresent(seed -> environment.put("SEED", seed));
        try {
            // The machine's own first: other than the build's it is linked with LDAP, which checks tokens.
            PostgresPrograms programs = PostgresPrograms.installed(machine)
                    .orElseGet(() -> PostgresPrograms.ensure(
                            machine, TARGET.resolve("postgres"), TARGET.resolve("postgres-programs")));
            environment.put("POSTGRES_BIN", programs.folder().toString());
        } catch (Failure none) {
            if (isContinuousIntegration()) {
                fail(none.getMessage() + ": " + PostgresPrograms.HOW_TO_GET, none);
            }
        }
        return environment;
    }

    /** Nobody reads what continuous integration left out. */
    private void cannotRun(String reason) {
        if (isContinuousIntegration()) {
            fail(reason);
        }
        abort(reason);
    }

    private boolean isContinuousIntegration() {
        return machine.variable("CI").filter("true"::equals).isPresent();
    }

    private static int ran(String text) {
        Matcher matcher = RAN.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
