package io.tapstack.main.tap;

import io.tapstack.main.console.Table;
import io.tapstack.main.localaws.EmulatorApi;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.FunctionStatus;
import io.tapstack.main.localaws.InstanceStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tap ps}: what runs. */
@Command(
        name = "ps",
        description = "Shows the state of the emulated AWS: its process, database servers, instances, and each function"
                + " with its limits, processes and counts of calls.",
        mixinStandardHelpOptions = true)
final class PsCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "print the result as one JSON document on standard output")
    private boolean json;

    PsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        EmulatorProcess aws = new LocalAws(session).required();
        EmulatorApi emulator = new LocalAws(session).api(aws);
        List<FunctionStatus> functions = emulator.functions();
        List<InstanceStatus> instances = emulator.instances();
        List<Long> databases = aws.databaseServers();
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("endpoint", aws.endpoint());
            result.put("pid", aws.process().pid());
            result.put("databaseServers", databases);
            result.put("instances", instances);
            result.put("functions", functions);
            session.console().json(result);
            return ExitCode.OK;
        }
        Table processes = new Table()
                .row("emulated AWS", aws.endpoint(), "process " + aws.process().pid());
        databases.forEach(pid -> processes.row("PostgreSQL", "", "process " + pid));
        instances.forEach(instance -> processes.row(
                "instance " + instance.id(),
                Stream.of(instance.group(), Objects.requireNonNullElse(instance.health(), instance.state()))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" ")),
                instance.pid() == null ? "no process" : "process " + instance.pid()));
        processes.lines().forEach(session.console()::result);
        session.console().result("");
        table(functions).lines().forEach(session.console()::result);
        return ExitCode.OK;
    }

    private static Table table(List<FunctionStatus> functions) {
        Table table = new Table()
                .row("FUNCTION", "MEMORY", "TIMEOUT", "AT ONCE", "CALLS", "ERRORS", "THROTTLES", "COLD", "PROCESSES");
        functions.forEach(function -> table.row(
                function.name(),
                function.memoryMegabytes() + " MB",
                function.timeoutSeconds() + " s",
                Objects.toString(function.reservedConcurrency(), "–"),
                String.valueOf(function.invocations()),
                String.valueOf(function.errors()),
                String.valueOf(function.throttles()),
                String.valueOf(function.coldStarts()),
                function.processes().stream()
                        .map(worker -> worker.pid() + " " + worker.state())
                        .collect(Collectors.joining(", "))));
        return table;
    }
}
