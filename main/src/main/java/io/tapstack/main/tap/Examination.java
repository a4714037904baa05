package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.FreePort;
import io.tapstack.main.localaws.PostgresPrograms;
import io.tapstack.main.localaws.Python;
import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import io.tapstack.main.terraform.CliConfig;
import io.tapstack.main.terraform.Flavor;
import io.tapstack.main.terraform.ProviderSource;
import io.tapstack.main.terraform.TerraformProgram;
import io.tapstack.main.terraform.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks whether everything is there that {@code tap up} needs. Changes nothing. */
record Examination(Project project, Machine machine, Session session) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+(?:\\.\\d+)?)");
    private static final Version LEAST_CURL = new Version(7, 75, 0);

    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(OperatingSystem.check(machine));
        checks.add(Check.ok("java", System.getProperty("java.version") + " in " + System.getProperty("java.home")));
        checks.add(maven());
        checks.add(node());
        checks.add(npm());
        TerraformProgram.Search terraform = TerraformProgram.search(machine);
        checks.add(terraform
                .found()
                .map(program -> Check.ok(
                        "terraform", program.flavor().title() + " " + program.version() + " in " + program.path()))
                .orElseGet(() -> Check.missing("terraform", terraform.reason(), TerraformProgram.HOW_TO_GET)));
        checks.add(cliConfig());
        checks.add(provider(terraform.found().map(TerraformProgram::flavor).orElse(Flavor.TERRAFORM)));
        checks.add(moto());
        checks.add(postgres());
        checks.add(lambdaRuntime());
        checks.add(curl());
        checks.add(chromium());
        checks.add(ports());
        checks.add(emulator());
        return checks;
    }

    private Check maven() {
        return tool("maven", "mvn", "-version")
                .orElseGet(() -> Check.note(
                        "maven",
                        "no mvn on the PATH; needed only to build again",
                        "install Apache Maven 3.8.6 or newer"));
    }

    private Check node() {
        String advice = Synthesis.NODE_ADVICE;
        Optional<Check> found = tool("node", "node", "--version");
        if (found.isEmpty()) {
            return Check.missing("node", "no node on the PATH; CDKTF's constructs run in it", advice);
        }
        boolean young = versionIn(found.get().what())
                .filter(version -> version.isAtLeast(Synthesis.LEAST_NODE))
                .isPresent();
        return young ? found.get() : Check.missing("node", found.get().what() + " is too old", advice);
    }

    private Check npm() {
        return tool("npm", "npm", "--version")
                .orElseGet(
                        () -> Check.note("npm", "no npm on the PATH; needed only for npx cdktf", "comes with Node.js"));
    }

    private Check cliConfig() {
        return CliConfig.of(machine, Flavor.TERRAFORM)
                .missing()
                .map(file -> Check.note(
                        "cli config",
                        CliConfig.VARIABLE + " points at " + file + ", which does not exist",
                        "tap goes on without it; unset the variable for Terraform's own sake"))
                .orElseGet(() -> Check.ok("cli config", "nothing in the way"));
    }

    private Check provider(Flavor flavor) {
        try {
            ProviderSource source = ProviderSource.find(machine, project.root(), flavor, Optional.empty());
            return Check.ok("provider", source.words());
        } catch (Failure e) {
            return Check.missing("provider", e.getMessage(), String.join("; ", e.advice()));
        }
    }

    private Check moto() {
        Optional<Python> ready = Python.withMoto(machine, project.virtualEnvironment());
        if (ready.isPresent()) {
            return Check.ok(
                    "moto",
                    Python.MOTO + " of Python " + ready.get().version() + " in "
                            + ready.get().executable());
        }
        return Python.any(machine)
                .map(python -> Check.note(
                        "moto",
                        "not there; tap up installs " + Python.MOTO + " into " + project.virtualEnvironment()
                                + " with Python " + python.version(),
                        "needs PyPI or a mirror of it in reach"))
                .orElseGet(() -> Check.missing("moto", "no Python 3 on the PATH", "install Python 3.9 or newer"));
    }

    private Check postgres() {
        return PostgresPrograms.describe(machine, project.packedPostgres(), project.postgres())
                .map(what -> Check.ok("postgres", what))
                .orElseGet(() ->
                        Check.missing("postgres", "no PostgreSQL of this machine's kind", PostgresPrograms.HOW_TO_GET));
    }

    private Check lambdaRuntime() {
        Path jar = project.lambdaRuntime();
        return Files.isRegularFile(jar)
                ? Check.ok("lambda runtime", jar.toString())
                : Check.missing("lambda runtime", jar + " is not there", "mvn -DskipTests package");
    }

    private Check curl() {
        String purpose = "only for the lines that tap up prints";
        String advice = "install curl " + LEAST_CURL + " or newer: it signs requests by itself";
        Optional<Check> found = tool("curl", "curl", "--version");
        if (found.isEmpty()) {
            return Check.note("curl", "not on the PATH; " + purpose, advice);
        }
        boolean signs = versionIn(found.get().what())
                .filter(version -> version.isAtLeast(LEAST_CURL))
                .isPresent();
        return signs ? found.get() : Check.note("curl", found.get().what() + " is too old; " + purpose, advice);
    }

    private Check chromium() {
        boolean driven = machine.find("chromedriver").isPresent();
        return tool("chromium", "chromium", "--version")
                .filter(found -> driven)
                .orElseGet(() -> Check.note(
                        "chromium",
                        "chromium or chromedriver is not on the PATH; only for the tests of the console page",
                        "apt-get install chromium chromium-driver, or brew install --cask chromium chromedriver"));
    }

    private static Check ports() {
        try {
            return Check.ok("ports", "127.0.0.1 gives out ports, " + FreePort.choose() + " just now");
        } catch (Failure e) {
            return Check.missing("ports", e.getMessage(), "see that the loopback interface is up");
        }
    }

    private Check emulator() {
        return new LocalAws(session)
                .running()
                .map(aws -> Check.ok(
                        "emulated AWS",
                        "runs on " + aws.endpoint() + ", process "
                                + aws.process().pid()))
                .orElseGet(() -> EmulatorProcess.read(project.emulatorNote())
                        .filter(former -> former.process().isAlive())
                        .map(former -> Check.note(
                                "emulated AWS",
                                "process " + former.process().pid() + " is there but does not answer",
                                "tap down ends it"))
                        .orElseGet(() -> Check.ok("emulated AWS", "not running; tap up starts it")));
    }

    /** A program's first line about its version. */
    private Optional<Check> tool(String name, String program, String argument) {
        return machine.find(program).flatMap(path -> {
            try {
                Program.Result result = new Program(
                                List.of(path.toString(), argument), machine.folder(), machine.copyOfEnvironment())
                        .run(PATIENCE);
                return versionIn(result.text()).map(version -> Check.ok(name, version + " in " + path));
            } catch (Failure doesNotRun) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Version> versionIn(String text) {
        Matcher matcher = VERSION.matcher(text);
        return matcher.find() ? Version.parse(matcher.group(1)) : Optional.empty();
    }
}
