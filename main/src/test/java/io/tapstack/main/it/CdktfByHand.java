package io.tapstack.main.it;

import io.tapstack.browser.Patience;
import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import io.tapstack.main.terraform.ProviderSource;
import io.tapstack.main.terraform.TerraformProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The pinned cdktf command line as a person runs it in the project, with the emulated AWS as its account. */
record CdktfByHand(Checkout checkout, TerraformByHand terraform) {
    private static final Duration PATIENCE = Patience.LIMIT.multipliedBy(5);
    private static final Path PROGRAM = Path.of("node_modules/.bin/cdktf");

    /** Installs what {@code package-lock.json} pins, where that is not done yet. */
    void install() {
        Path project = checkout.project();
        if (!Files.isExecutable(project.resolve(PROGRAM))) {
            Program.Result npm = run(
                    project, Machine.current().copyOfEnvironment(), List.of("npm", "ci", "--no-audit", "--no-fund"));
            if (!npm.succeeded()) {
                throw new AssertionError("npm ci failed: " + npm.text());
            }
        }
    }

    Program.Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("npx", "--no", "--", "cdktf"));
        command.addAll(List.of(arguments));
        return run(checkout.root(), environment(), command);
    }

    private Map<String, String> environment() {
        Machine machine = Machine.current();
        TerraformProgram program = TerraformProgram.find(machine);
        Map<String, String> environment = terraform.environment();
        environment.put("TERRAFORM_BINARY_NAME", program.path().toString());
        // Else cdktf fills a plugin cache in the home folder, and a cache cannot be its own mirror the next time.
        environment.put("CDKTF_DISABLE_PLUGIN_CACHE_ENV", "1");
        // cdktf locks the provider by itself, and then asks the registry whatever mirror is configured.
        ProviderSource.find(machine, checkout.root(), program.flavor(), Optional.empty())
                .mirror()
                .ifPresent(mirror -> environment.put("TF_CLI_ARGS_providers_lock", "-fs-mirror=" + mirror));
        return environment;
    }

    /** Whatever happens, none of the processes it started is left: npx does not pass a signal on. */
    private Program.Result run(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path log = Files.createTempFile(checkout.root(), command.get(0), ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = false;
            try {
                ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } finally {
                List<ProcessHandle> started = process.descendants().toList();
                process.destroyForcibly();
                started.forEach(ProcessHandle::destroyForcibly);
            }
            String said = Files.readString(log);
            if (!ended) {
                throw new AssertionError(String.join(" ", command) + " did not end: " + said);
            }
            return new Program.Result(process.exitValue(), said, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
