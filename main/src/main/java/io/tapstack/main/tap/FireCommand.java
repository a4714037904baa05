package io.tapstack.main.tap;

import io.tapstack.main.console.Table;
import io.tapstack.main.localaws.EmulatorApi;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.EventRule;
import io.tapstack.main.localaws.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tap fire}: a rule's targets are called now. */
@Command(
        name = "fire",
        description =
                "Fires an EventBridge rule in the emulated AWS now, without waiting for its schedule or an event, and"
                        + " shows the result at each target.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every target accepted the event",
            "1:a target did not accept it, or the rule could not be fired",
            "64:the command line is wrong"
        })
final class FireCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "<rule>",
            description = "its name, or an unambiguous part of it; <bus>/<rule> if two buses have a rule of that name")
    private String rule;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "<event.json>",
            description = "file with the event, - for standard input (default: a sample event)")
    private String event;

    @Option(names = "--json", description = "print the result as one JSON document on standard output")
    private boolean json;

    FireCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Optional<String> document = Optional.ofNullable(event).map(name -> EventDocument.read(name, System.in));
        EmulatorProcess aws = new LocalAws(session).required();
        EmulatorApi api = new LocalAws(session).api(aws);
        EventRule chosen = choose(api.rules());
        List<EventRule.Delivery> deliveries = session.interrupt().await(() -> api.fire(chosen, document));
        report(chosen, deliveries);
        return deliveries.stream().allMatch(EventRule.Delivery::delivered) ? ExitCode.OK : ExitCode.FAILED;
    }

    private EventRule choose(List<EventRule> rules) {
        Map<String, EventRule> byName = new LinkedHashMap<>();
        for (EventRule candidate : rules) {
            boolean unique = rules.stream()
                            .filter(other -> other.name().equals(candidate.name()))
                            .count()
                    == 1;
            boolean bare = unique && !rule.contains("/");
            byName.put(bare ? candidate.name() : candidate.bus() + "/" + candidate.name(), candidate);
        }
        return byName.get(Names.resolve("rule", rule, byName.keySet()));
    }

    private void report(EventRule fired, List<EventRule.Delivery> deliveries) {
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("rule", fired.name());
            result.put("bus", fired.bus());
            result.put("targets", deliveries);
            session.console().json(result);
            return;
        }
        session.console().result(fired.name() + " fired" + (deliveries.isEmpty() ? "; it has no targets" : ""));
        Table table = new Table();
        deliveries.forEach(delivery ->
                table.row("  " + delivery.arn(), delivery.delivered() ? "delivered" : "failed: " + delivery.error()));
        table.lines().forEach(session.console()::result);
    }
}
