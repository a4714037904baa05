package io.tapstack.main.tap;

import io.tapstack.main.console.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tap doctor}: what this machine, or an environment's account, has and lacks, and how to get it. */
@Command(
        name = "doctor",
        description = {
            "Checks that everything tap up needs is installed: tools, versions, the AWS provider, the emulator. Lists"
                    + " missing parts and how to get them. Changes nothing.",
            "",
            "With --environment: checks instead that the environment's account allows what its systems need."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is missing", "1:something is missing", "64:the command line is wrong"})
final class DoctorCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--environment",
            paramLabel = "<environment>",
            description = "compare the quotas of this environment's account with its needs, with your AWS credentials:"
                    + " ${COMPLETION-CANDIDATES}",
            completionCandidates = Systems.EnvironmentNames.class)
    private String environment;

    @Option(names = "--json", description = "print the result as one JSON document on standard output")
    private boolean json;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Check> checks = checks();
        boolean ready = checks.stream().noneMatch(check -> check.state() == Check.State.MISSING);
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("ready", ready);
            result.put("checks", checks.stream().map(Check::toJson).toList());
            session.console().json(result);
        } else {
            Table table = new Table();
            checks.forEach(check -> {
                table.row(check.name(), check.state().word(), check.what());
                if (!check.advice().isEmpty()) {
                    table.row("", "", "→ " + check.advice());
                }
            });
            table.lines().forEach(session.console()::result);
            session.console().result("");
            session.console().result(verdict(ready));
        }
        return ready ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<Check> checks() {
        if (environment == null) {
            return new Examination(session.project(), session.machine(), session).checks();
        }
        Systems.check(Systems.environments(), "environment", environment, spec);
        return new AccountExamination(session, environment).checks();
    }

    private String verdict(boolean ready) {
        if (environment == null) {
            return ready ? "tap up can work" : "tap up cannot work yet";
        }
        return "the account " + (ready ? "allows" : "does not allow yet") + " all that " + environment + " needs";
    }
}
