package io.tapstack.main.tap;

import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.FunctionStatus;
import io.tapstack.main.localaws.LogEvent;
import io.tapstack.main.localaws.LogLine;
import io.tapstack.main.localaws.LogTail;
import io.tapstack.main.localaws.Logs;
import io.tapstack.main.localaws.Names;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tap logs}: what a function or an instance wrote. */
@Command(
        name = "logs",
        description = {
            "Shows the log of a function in the emulated AWS, or any other log group, oldest line first.",
            "",
            "Shows time, level and message of JSON lines first, then the correlation id and the other fields."
        },
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Session session;

    @Parameters(
            paramLabel = "<function>",
            description =
                    "its name, or an unambiguous part of it: payments-api; or a log group: /portal/local/application")
    private String source;

    @Option(
            names = {"-f", "--follow"},
            description = "continue with new lines until Ctrl-C")
    private boolean follow;

    @Option(
            names = "--since",
            paramLabel = "<time>",
            defaultValue = "1h",
            converter = PastDuration.class,
            description = "how far back to start: 90s, 10m, 2h, 1d (default: ${DEFAULT-VALUE})")
    private Duration since;

    @Option(
            names = "--filter",
            paramLabel = "<text>",
            defaultValue = "",
            description = "only lines that contain this text")
    private String filter;

    @Option(names = "--json", description = "print the lines as they were written")
    private boolean json;

    LogsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LocalAws local = new LocalAws(session);
        EmulatorProcess aws = local.required();
        String group = source.startsWith("/") ? source : Logs.groupOf(functionName(aws));
        LogTail tail =
                new LogTail(new Logs(local.clients(aws)), group, Instant.now().minus(since));
        boolean any = print(tail);
        if (!any && !follow) {
            session.console()
                    .say(group + " has nothing" + (filter.isEmpty() ? "" : " with \"" + filter + "\"")
                            + " in this time; --since looks further back");
        }
        while (follow) {
            session.interrupt().pause(LOOK_AGAIN);
            print(tail);
        }
        return ExitCode.OK;
    }

    private String functionName(EmulatorProcess aws) {
        List<String> names = new LocalAws(session)
                .api(aws).functions().stream().map(FunctionStatus::name).toList();
        return Names.resolve("function", source, names);
    }

    private boolean print(LogTail tail) {
        List<LogEvent> events = tail.next().stream()
                .filter(event -> event.message().contains(filter))
                .toList();
        events.forEach(event -> session.console().result(json ? event.message() : readable(event)));
        return !events.isEmpty();
    }

    private static String readable(LogEvent event) {
        LogLine line = LogLine.of(event.message());
        String time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
                .withZone(ZoneId.systemDefault())
                .format(event.time());
        return Stream.of(
                        time,
                        String.format(Locale.ROOT, "%-8s", line.level()),
                        line.message(),
                        line.correlationId(),
                        line.detail())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
    }
}
