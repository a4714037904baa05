package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tap plan}: what a deploy of one stack would change, for a reviewer or a pipeline. */
@Command(
        name = "plan",
        description = {
            "Shows the changes that a deploy of a stack would make: counts by action and type, and any losses.",
            "",
            "Compares stacks of the local environment with the emulated AWS that tap up started, all others with the"
                    + " account of your AWS credentials. Changes nothing."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no changes", "1:failed", "2:there are changes", "64:the command line is wrong"})
final class PlanCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<stack>", description = "for example payments-dev, foundation-prod, payments-local")
    private String stack;

    @Option(names = "--full", description = "also show Terraform's own text of the plan")
    private boolean full;

    @Option(
            names = "--no-lock",
            description =
                    "do not lock the state: for credentials that only read; a deploy meanwhile makes the plan stale")
    private boolean noLock;

    @Option(names = "--json", description = "print the summary as one JSON document on standard output")
    private boolean json;

    @Option(
            names = "--provider-mirror",
            paramLabel = "<folder>",
            description = "take the AWS provider from this mirror")
    private Path mirror;

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Systems.check(Systems.stacks(Systems.environments()), "stack", stack, spec);
        StackTarget target = StackTarget.of(session, stack, Optional.ofNullable(mirror));
        target.terraform().init("-reconfigure");
        Path file = temporaryFile();
        try {
            boolean changes = target.terraform().plan(file, noLock ? Terraform.Lock.LEAVE : Terraform.Lock.TAKE);
            PlanSummary summary = PlanSummary.of(target.terraform().show(file));
            if (full) {
                session.console().say(target.terraform().showText(file));
            }
            if (json) {
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("stack", stack);
                result.put("changes", changes);
                result.putAll(summary.toJson());
                session.console().json(result);
            } else {
                Review.print(session.console(), stack, summary);
            }
            return changes ? ExitCode.CHANGES : ExitCode.OK;
        } finally {
            remove(file);
        }
    }

    /** Readable by its owner only: a plan holds values that nobody should read. */
    private static Path temporaryFile() {
        try {
            return Files.createTempFile("tap-", ".tfplan");
        } catch (IOException e) {
            throw Failure.of("cannot make a temporary file", e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Failure("cannot remove " + file + ", which holds a plan: " + e.getMessage(), e);
        }
    }
}
