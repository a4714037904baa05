package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
import io.tapstack.main.terraform.Bootstrap;
import io.tapstack.main.terraform.BootstrapStep;
import io.tapstack.main.terraform.PlanSummary;
import io.tapstack.main.terraform.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tap bootstrap}: once for each account, what every other deploy needs. */
@Command(
        name = "bootstrap",
        description = {
            "Deploys the stack foundation-<environment>, which every other deploy to the environment needs: the bucket"
                    + " for remote state, the permission boundary and the deployer role.",
            "",
            "Keeps its own state in the folder bootstrap until the bucket exists, then moves it there. Continues an"
                    + " interrupted bootstrap; repeats a finished one as an ordinary deploy. Shows the plan and asks"
                    + " before it changes anything.",
            "",
            "First checks, as tap doctor --environment, that the account allows what the environment's systems need."
        },
        mixinStandardHelpOptions = true)
final class BootstrapCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "<environment>",
            description = "${COMPLETION-CANDIDATES}",
            completionCandidates = Systems.EnvironmentNames.class)
    private String environment;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Option(names = "--json", description = "print the result as one JSON document on standard output")
    private boolean json;

    @Option(
            names = "--skip-quotas",
            description = "do not check the account's quotas: deploy the foundation while an increase is pending")
    private boolean skipQuotas;

    @Option(
            names = "--provider-mirror",
            paramLabel = "<folder>",
            description = "take the AWS provider from this mirror")
    private Path mirror;

    BootstrapCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Systems.check(Systems.environments(), "environment", environment, spec);
        if (!yes && !session.console().canAsk()) {
            throw new ParameterException(spec.commandLine(), "there is no terminal to ask at: say --yes");
        }
        return UpLock.holding(session.project().lock(), "tap bootstrap " + environment, this::bootstrap);
    }

    private int bootstrap() {
        if (!skipQuotas) {
            new AccountExamination(session, environment).require();
        }
        StackTarget target =
                StackTarget.of(session, Systems.FOUNDATION + "-" + environment, Optional.ofNullable(mirror));
        Path stateFile = session.project().bootstrapState(environment);
        Bootstrap bootstrap = new Bootstrap(target.terraform(), target.store(), stateFile);
        int changes = bootstrap.run(step -> agree(step, target.terraform(), stateFile), event -> {});
        if (changes < 0) {
            throw new Failure("not confirmed: nothing was changed");
        }
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("environment", environment);
            result.put("changes", changes);
            result.put("stateBucket", target.stack().state().bucket());
            result.put("outputs", Deployed.printable(target.terraform().outputs()));
            session.console().json(result);
        } else {
            session.console()
                    .result("foundation-" + environment + " is in place, " + changes + " changes; its state is in "
                            + target.stack().state().bucket());
        }
        return ExitCode.OK;
    }

    private boolean agree(BootstrapStep step, Terraform terraform, Path stateFile) {
        session.console()
                .say(
                        switch (step) {
                            case MAKE_BUCKET ->
                                "the state bucket is to be made; until then the state is in " + stateFile;
                            case MOVE_STATE ->
                                "the state bucket is there, the state still in " + stateFile + ": going on";
                            case ORDINARY -> "the state is in its bucket already";
                        });
        if (yes) {
            return true;
        }
        try {
            Path file = Files.createTempFile("tap-", ".tfplan");
            try {
                if (!terraform.plan(file, Terraform.Lock.TAKE)) {
                    return true; // nothing to agree to
                }
                Review.print(session.console(), terraform.stack().name(), PlanSummary.of(terraform.show(file)));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Failure.of("cannot keep a plan in a temporary file", e);
        }
        return session.console().confirm("Deploy this?");
    }
}
