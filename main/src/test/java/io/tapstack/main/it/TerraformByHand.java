package io.tapstack.main.it;

import io.tapstack.browser.Patience;
import io.tapstack.main.process.Machine;
import io.tapstack.main.process.Program;
import io.tapstack.main.terraform.CliConfig;
import io.tapstack.main.terraform.Flavor;
import io.tapstack.main.terraform.ProviderSource;
import io.tapstack.main.terraform.TerraformEnvironment;
import io.tapstack.main.terraform.TerraformProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Terraform as a person runs it in a stack's folder, with the emulated AWS as its account. */
record TerraformByHand(Checkout checkout, EmulatedAccount account) {
    private static final Duration PATIENCE = Patience.LIMIT.multipliedBy(5);

    Program.Result run(Path folder, String... arguments) {
        String terraform = TerraformProgram.find(Machine.current()).path().toString();
        return new Program(Commands.of(terraform, arguments), folder, environment()).run(PATIENCE);
    }

    /** All variables that Terraform, cdktf or tap need to work on the emulated account. */
    Map<String, String> environment() {
        return TerraformEnvironment.forEmulator(
                Machine.current(), cliConfig(checkout), account.endpoint(), account.region(), account.credentials());
    }

    /** Leads to the mirror that holds the provider, where there is one. Written once: other Terraforms may be reading it. */
    static Optional<String> cliConfig(Checkout checkout) {
        Machine machine = Machine.current();
        Flavor flavor = TerraformProgram.find(machine).flavor();
        ProviderSource source = ProviderSource.find(machine, checkout.root(), flavor, Optional.empty());
        return source.mirror().map(mirror -> {
            try {
                Path file = checkout.root().resolve("terraform.rc");
                if (!Files.exists(file)) {
                    Files.writeString(file, CliConfig.of(machine, flavor).with(mirror, source.provider()));
                }
                return file.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
