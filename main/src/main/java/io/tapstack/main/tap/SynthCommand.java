package io.tapstack.main.tap;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tap synth}: Terraform JSON of every stack, without the cdktf command line. */
@Command(
        name = "synth",
        description = {
            "Synthesizes stacks to cdktf.out/stacks/<stack>/cdk.tf.json.",
            "",
            "Does the same as npx cdktf synth, faster. Lists every invalid setting with its path."
        },
        mixinStandardHelpOptions = true)
final class SynthCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-e", "--environment"},
            split = ",",
            paramLabel = "<environment>",
            description = "only these, separated by commas: ${COMPLETION-CANDIDATES} (default: all)",
            completionCandidates = Systems.EnvironmentNames.class)
    private List<String> environments = List.of();

    @Option(names = "--output", paramLabel = "<folder>", description = "folder to write to (default: cdktf.out)")
    private Path output;

    @Option(names = "--json", description = "print the result as one JSON document on standard output")
    private boolean json;

    SynthCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<String> known = Systems.environments();
        for (String environment : environments) {
            Systems.check(known, "environment", environment, spec);
        }
        List<String> stacks = Systems.stacks(environments.isEmpty() ? known : environments);
        Path folder = output == null
                ? session.project().output()
                : output.toAbsolutePath().normalize();
        Synthesis.of(session.project(), session.machine()).run(stacks, folder);
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("output", folder.toString());
            result.put("stacks", stacks);
            session.console().json(result);
        } else {
            stacks.forEach(stack -> session.console()
                    .result(folder.resolve("stacks")
                            .resolve(stack)
                            .resolve("cdk.tf.json")
                            .toString()));
        }
        return ExitCode.OK;
    }
}
