package io.tapstack.main.tap;

import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.console.Failure;
import io.tapstack.main.terraform.StackFolder;
import io.tapstack.main.terraform.StackState;
import io.tapstack.main.verify.Verdict;
import io.tapstack.main.verify.Verification;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tap verify}: whether a deployed stack is as it was promised. */
@Command(
        name = "verify",
        description = {
            "Checks that a deployed stack is as it was promised: encryption, keys, retention, alarms and their"
                    + " subscribers, functions, certificates, rotation, protection, detection. Lists failures first, with"
                    + " what to do.",
            "",
            "Takes the promises from the stack's Terraform state and asks AWS about each resource: the emulated AWS that"
                    + " tap up started for stacks of the local environment, the account of your AWS credentials for all"
                    + " others. Changes nothing; sends one request without credentials to an API, or for the page of a"
                    + " distribution (foundation and security have neither).",
            "",
            "AWS's policy ReadOnlyAccess is enough, with kms:Decrypt on the key of the state bucket; SecurityAudit needs"
                    + " s3:GetObject on the state, too. What your credentials may not read is skipped, and counts as not"
                    + " verified."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all checks passed",
            "1:a check failed or was skipped, or the stack is not deployed",
            "64:the command line is wrong"
        })
final class VerifyCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<stack>", description = "for example payments-dev, security-prod, payments-local")
    private String stack;

    @Option(names = "--json", description = "print the result as one JSON document on standard output")
    private boolean json;

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Systems.check(Systems.stacks(Systems.environments()), "stack", stack, spec);
        StackAccount target = StackAccount.of(session, stack);
        StackFolder folder = target.synthesize();
        StackState state = target.store(folder)
                .read(folder.state())
                .filter(found -> !found.resources().isEmpty())
                .orElseThrow(this::notDeployed);
        List<Verdict> verdicts;
        try (CallerAccount account = target.account(folder)) {
            verdicts = new Verification().of(account, state);
        }
        VerificationReport report = new VerificationReport(stack, verdicts);
        if (json) {
            session.console().json(report.toJson());
        } else {
            report.lines().forEach(session.console()::result);
        }
        return report.allPassed() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Failure notDeployed() {
        return new Failure(
                stack + " is not deployed: it has no state, or an empty one",
                Systems.environmentOf(stack).equals("local")
                        ? "run tap up " + stack.substring(0, stack.lastIndexOf('-'))
                        : "run npx cdktf deploy " + stack);
    }
}
