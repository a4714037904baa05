package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The emulated AWS's own tests, which are in Python like itself: one build runs everything. */
final class EmulatorTest {
    private static final Path PROJECT =
            Path.of("").toAbsolutePath().getParent(); // Surefire runs in the module's folder
    private static final Path TARGET = PROJECT.resolve("main/target");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern RAN = Pattern.compile("^Ran (\\d+) tests in ", Pattern.MULTILINE);

    private final Machine machine = Machine.current();

    @Test
    void itsOwnTestsPass() {
        Optional<Python> python = Python.withMoto(machine, PROJECT.resolve(".venv"));
        if (python.isEmpty()) {
            cannotRun("no Python here has moto " + Python.MOTO + ": pip install 'moto[server]==" + Python.MOTO + "'");
        }
        Program.Result tests = new Program(
                        List.of(
                                python.orElseThrow().executable().toString(),
                                "-m",
                                "unittest",
                                "discover",
                                "-s",
                                "main/emulator/tests",
                                "-t",
                                "main/emulator"),
                        PROJECT,
                        environment())
                .run(PATIENCE);

        assertThat(tests.exitCode()).as(tests.text()).isZero();
        assertThat(ran(tests.err())).as(tests.text()).isGreaterThan(100);
    }

    /** The caller's, and where PostgreSQL is: without it the tests of databases are left out. */
    private Map<String, String> environment() {
        Map<String, String> environment = machine.copyOfEnvironment();
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
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
