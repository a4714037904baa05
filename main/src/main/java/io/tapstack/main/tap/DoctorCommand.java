package io.tapstack.main.tap;

import io.tapstack.main.console.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tap doctor}: what is there, what is missing, and how to get it. */
@Command(
        name = "doctor",
        description =
                "Checks that everything tap up needs is installed: tools, versions, the AWS provider, the emulator."
                        + " Lists missing parts and how to get them. Changes nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:tap up can run", "1:something is missing", "64:the command line is wrong"})
final class DoctorCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "print the result as one JSON document on standard output")
    private boolean json;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Check> checks = new Examination(session.project(), session.machine(), session).checks();
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
            session.console().result(ready ? "tap up can work" : "tap up cannot work yet");
        }
        return ready ? ExitCode.OK : ExitCode.FAILED;
    }
}
