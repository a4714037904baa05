package io.tapstack.main.tap;

import io.tapstack.main.localaws.AwsEvent;
import io.tapstack.main.localaws.EmulatorApi;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.Names;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tap events}: what happens in the emulated AWS. */
@Command(
        name = "events",
        description =
                "Shows events in the emulated AWS, oldest first: table changes, messages in queues and topics, events"
                        + " on buses, function calls, API requests.",
        mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
    private static final int PAGE = 500;
    private static final int WAIT_SECONDS = 20;

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "<name>",
            description =
                    "only events of this table, queue, topic, bus, function or API: its name, or an unambiguous part"
                            + " of it")
    private String name;

    @Option(
            names = {"-f", "--follow"},
            description = "continue with new events until Ctrl-C")
    private boolean follow;

    @Option(names = "--kind", paramLabel = "<kind>", description = "only events of this kind: ${COMPLETION-CANDIDATES}")
    private AwsEvent.Kind kind;

    @Option(names = "--json", description = "print each event as one line of JSON, with its details")
    private boolean json;

    EventsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        EmulatorProcess aws = new LocalAws(session).required();
        EmulatorApi api = new LocalAws(session).api(aws);
        Optional<String> source = Optional.ofNullable(name)
                .map(given -> Names.resolve("source of events", given, new EventSources(session, aws).names()));
        long after = 0;
        boolean any = false;
        while (true) {
            AwsEvent.Query query = new AwsEvent.Query(
                    after,
                    PAGE,
                    Optional.ofNullable(kind).map(AwsEvent.Kind::toString),
                    source,
                    follow ? WAIT_SECONDS : 0);
            AwsEvent.Page page = session.interrupt().await(() -> api.events(query));
            page.events().forEach(this::print);
            any |= !page.events().isEmpty();
            after = page.next();
            if (!follow && page.events().size() < PAGE) {
                break;
            }
        }
        if (!any) {
            session.console().say("nothing happened yet that this asks for");
        }
        return ExitCode.OK;
    }

    private void print(AwsEvent event) {
        if (json) {
            session.console().jsonLine(event);
        } else {
            session.console()
                    .result(String.format(
                            Locale.ROOT,
                            "%s  %-8s  %s  %s",
                            time(event.time()),
                            event.kind(),
                            event.source(),
                            event.summary()));
        }
    }

    private static String time(String iso) {
        try {
            return DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
                    .format(OffsetDateTime.parse(iso).atZoneSameInstant(ZoneId.systemDefault()));
        } catch (DateTimeParseException e) {
            return iso;
        }
    }
}
