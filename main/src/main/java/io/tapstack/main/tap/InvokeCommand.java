package io.tapstack.main.tap;

import io.tapstack.main.console.Failure;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.FunctionStatus;
import io.tapstack.main.localaws.Invocation;
import io.tapstack.main.localaws.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tap invoke}: calls a function. */
@Command(
        name = "invoke",
        description = {
            "Calls a function of the emulated AWS with an event and prints its answer.",
            "",
            "Goes through Lambda's API as any caller does: the function runs in its own process, under its own role,"
                    + " with its limits."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the function answered, or with --async its event was accepted",
            "1:the function failed, or could not be called",
            "64:the command line is wrong"
        })
final class InvokeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "<function>",
            description = "its name, or an unambiguous part of it: payments-api")
    private String function;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "<event.json>",
            description = "file with the event, - for standard input (default: the event {})")
    private String event;

    @Option(names = "--qualifier", paramLabel = "<name>", description = "alias or version (default: the latest code)")
    private String qualifier;

    @Option(names = "--async", description = "hand over the event as AWS services do, and do not wait")
    private boolean asynchronous;

    @Option(names = "--logs", description = "show the end of the function's log on standard error")
    private boolean logs;

    @Option(names = "--json", description = "print answer, version and log as one JSON document on standard output")
    private boolean json;

    InvokeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String document = event == null ? "{}" : EventDocument.read(event, System.in);
        LocalAws local = new LocalAws(session);
        EmulatorProcess aws = local.required();
        List<String> names = new LocalAws(session)
                .api(aws).functions().stream().map(FunctionStatus::name).toList();
        String name = Names.resolve("function", function, names);
        Invocation invocation = new Invocation(name, Optional.ofNullable(qualifier), document, asynchronous);
        Invocation.Outcome outcome = session.interrupt().await(() -> invocation.send(local.clients(aws)));
        report(name, outcome);
        return outcome.error().isPresent() ? ExitCode.FAILED : ExitCode.OK;
    }

    private void report(String name, Invocation.Outcome outcome) {
        if (logs && !json) {
            outcome.log().lines().forEach(session.console()::say);
        }
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("function", name);
            result.put("version", outcome.version());
            result.put("status", outcome.status());
            result.put("error", outcome.error().orElse(null));
            result.put("payload", outcome.payload());
            result.put("log", outcome.log());
            session.console().json(result);
        } else if (outcome.error().isPresent()) {
            session.console()
                    .fail(new Failure(
                            name + " failed: " + outcome.errorText(), "tap logs " + name + " shows what it wrote"));
        } else if (asynchronous) {
            session.console()
                    .say("Lambda took the event for " + name + "; tap logs " + name + " shows what comes of it");
        } else {
            session.console().result(outcome.payload());
        }
    }
}
