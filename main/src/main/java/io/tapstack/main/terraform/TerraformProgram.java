package io.tapstack.main.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Terraform or OpenTofu that is young enough. */
public record TerraformProgram(Path path, Flavor flavor, Version version) {
    /** S3's own state locking came with it. */
    public static final Version LEAST = new Version(1, 10, 0);

    /** Names one program to use instead of the first on the PATH. */
    public static final String VARIABLE = "TAPSTACK_TERRAFORM";

    public static final String HOW_TO_GET =
            "install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu"
                    + " (https://opentofu.org/docs/intro/install), or set " + VARIABLE + " to its path";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a search found: a program, or why each candidate was passed over. */
    public record Search(Optional<TerraformProgram> found, List<String> refused) {
        public String reason() {
            return refused.isEmpty() ? "neither terraform nor tofu is on the PATH" : String.join("; ", refused);
        }
    }

    public static TerraformProgram find(Machine machine) {
        Search search = search(machine);
        return search.found()
                .orElseThrow(() ->
                        new Failure("no Terraform of version " + LEAST + " or newer: " + search.reason(), HOW_TO_GET));
    }

    public static Search search(Machine machine) {
        List<String> refused = new ArrayList<>();
        Optional<Path> named = machine.variable(VARIABLE).flatMap(machine::path);
        if (named.isPresent()) {
            Flavor flavor = named.get().endsWith(Flavor.TOFU.command()) ? Flavor.TOFU : Flavor.TERRAFORM;
            return new Search(check(named.get(), flavor, machine, refused), refused);
        }
        for (Flavor flavor : Flavor.values()) {
            Optional<Path> path = machine.find(flavor.command());
            Optional<TerraformProgram> program = path.flatMap(found -> check(found, flavor, machine, refused));
            if (program.isPresent()) {
                return new Search(program, refused);
            }
        }
        return new Search(Optional.empty(), refused);
    }

    private static Optional<TerraformProgram> check(Path path, Flavor flavor, Machine machine, List<String> refused) {
        Optional<Version> version;
        try {
            version = version(path, machine);
        } catch (Failure e) {
            refused.add(e.getMessage());
            return Optional.empty();
        }
        if (version.isEmpty()) {
            refused.add(path + " does not say its version");
        } else if (!version.get().isAtLeast(LEAST)) {
            refused.add(path + " is " + version.get());
        } else {
            return Optional.of(new TerraformProgram(path, flavor, version.get()));
        }
        return Optional.empty();
    }

    private static Optional<Version> version(Path path, Machine machine) {
        Map<String, String> environment = machine.copyOfEnvironment();
        environment.remove("TF_CLI_CONFIG_FILE"); // one that points nowhere would add a warning to the answer
        environment.keySet().removeIf(name -> name.startsWith("TF_CLI_ARGS"));
        environment.put("CHECKPOINT_DISABLE", "1");
        Program.Result result =
                new Program(List.of(path.toString(), "version", "-json"), machine.folder(), environment).run(PATIENCE);
        try {
            return Version.parse(new ObjectMapper()
                    .readTree(result.out())
                    .path("terraform_version")
                    .asText());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
