package io.tapstack.main.tap;

import io.tapstack.main.console.Console;
import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.process.Interrupt;
import io.tapstack.main.process.Machine;
import io.tapstack.main.terraform.CliConfig;
import io.tapstack.main.terraform.ProviderSource;
import io.tapstack.main.terraform.StackFolder;
import io.tapstack.main.terraform.Terraform;
import io.tapstack.main.terraform.TerraformEnvironment;
import io.tapstack.main.terraform.TerraformProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** One call of the command: where it runs, whom it tells, what can stop it. */
record Session(Project project, Machine machine, Console console, Interrupt interrupt) {

    /** The Terraform to use, and where it gets its provider. */
    record Tools(TerraformProgram program, ProviderSource source, Optional<String> cliConfig) {}

    /** Finds Terraform and provider, says what it found, and writes the CLI configuration that leads to a mirror. */
    Tools tools(Optional<Path> mirror) {
        TerraformProgram program = TerraformProgram.find(machine);
        CliConfig existing = CliConfig.of(machine, program.flavor());
        existing.missing()
                .ifPresent(file -> console.say(
                        CliConfig.VARIABLE + " points at " + file + ", which does not exist: going on without it"));
        ProviderSource source = ProviderSource.find(machine, project.root(), program.flavor(), mirror);
        console.say(
                program.flavor().title() + " " + program.version() + " (" + program.path() + "), " + source.words());
        Optional<String> cliConfig = source.mirror()
                .map(folder -> write(project.local().resolve("tfrc"), existing.with(folder, source.provider())));
        return new Tools(program, source, cliConfig);
    }

    /** Terraform in a stack's folder, for an AWS account of the caller's. */
    Terraform terraform(Tools tools, StackFolder stack) {
        return terraform(tools, stack, TerraformEnvironment.forAccount(machine, tools.cliConfig()));
    }

    /** Terraform in a stack's folder, for the emulated AWS, as its account's root. */
    Terraform terraform(Tools tools, StackFolder stack, LocalClients account) {
        return terraform(tools, stack, account, account.root().credentials());
    }

    /** Terraform in a stack's folder, for the emulated AWS, with the caller's {@code credentials}. */
    Terraform terraform(Tools tools, StackFolder stack, LocalClients account, AwsCredentials credentials) {
        return terraform(
                tools,
                stack,
                TerraformEnvironment.forEmulator(
                        machine, tools.cliConfig(), account.endpoint(), project.region("local"), credentials));
    }

    private Terraform terraform(Tools tools, StackFolder stack, Map<String, String> environment) {
        Path log = project.logs().resolve("terraform-" + stack.name() + ".log");
        return new Terraform(tools.program(), stack, environment, log, console, interrupt);
    }

    private static String write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw Failure.of("cannot write " + file, e);
        }
    }
}
