package io.tapstack.main.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.main.localaws.AwsEvent;
import io.tapstack.main.localaws.EmulatorApi;
import io.tapstack.main.localaws.EventRule;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.localaws.LogEvent;
import io.tapstack.main.localaws.LogLine;
import io.tapstack.main.localaws.Logs;
import io.tapstack.main.terraform.StackState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the page can ask for and do; each answer is a JSON value. */
public final class Questions {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int PAGE = 500;
    private static final int MOST_SECONDS = 20;
    private static final int MOST_LINES = 2000;

    private final DeployedSystems deployed;
    private final LocalClients clients;
    private final EmulatorApi emulator;

    public Questions(DeployedSystems deployed, LocalClients clients) {
        this.deployed = deployed;
        this.clients = clients;
        this.emulator = new EmulatorApi(clients);
    }

    private record Overview(String endpoint, String region, List<DeployedSystems.DeployedSystem> systems) {}

    private record Made(String stack, String type, String address, String name, String id, String arn) {}

    private record Line(String id, long time, String level, String message, String correlationId, String detail) {}

    Object ask(String question, Parameters parameters) {
        return switch (question) {
            case "overview" -> new Overview(clients.endpoint(), clients.region(), deployed.systems());
            case "resources" -> resources();
            case "functions" -> emulator.functions();
            case "rules" -> emulator.rules();
            case "operations" -> catalogue().operations();
            case "events" -> events(parameters);
            case "logs" -> logs(parameters);
            default -> throw new Refusal(NOT_FOUND, "there is no question " + question);
        };
    }

    Object act(String action, JsonNode document) {
        return switch (action) {
            case "try" -> new TryOut(clients, catalogue()).send(document);
            case "fire" -> fire(document);
            default -> throw new Refusal(NOT_FOUND, "there is no action " + action);
        };
    }

    private ApiCatalogue catalogue() {
        return ApiCatalogue.of(deployed.states().values());
    }

    /** Nothing but names: a state holds secrets too. */
    private List<Made> resources() {
        List<Made> resources = new ArrayList<>();
        for (Map.Entry<String, StackState> stack : deployed.states().entrySet()) {
            for (StackState.Resource resource : stack.getValue().resources()) {
                resources.add(new Made(
                        stack.getKey(),
                        resource.type(),
                        resource.address(),
                        resource.text("name"),
                        resource.text("id"),
                        resource.text("arn")));
            }
        }
        return resources;
    }

    private AwsEvent.Page events(Parameters parameters) {
        return emulator.events(new AwsEvent.Query(
                parameters.number("after", 0, Long.MAX_VALUE),
                PAGE,
                parameters.text("kind"),
                parameters.text("source"),
                (int) parameters.number("wait", 0, MOST_SECONDS)));
    }

    private List<Line> logs(Parameters parameters) {
        String function = parameters
                .text("function")
                .filter(name -> emulator.functions().stream()
                        .anyMatch(known -> known.name().equals(name)))
                .orElseThrow(() -> new Refusal(NOT_FOUND, "there is no such function"));
        Instant begin = Instant.ofEpochMilli(parameters.number("from", 0, Long.MAX_VALUE));
        List<Line> lines = new Logs(clients)
                .since(Logs.groupOf(function), begin).stream()
                        .map(Questions::line)
                        .toList();
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }

    private static Line line(LogEvent event) {
        LogLine line = LogLine.of(event.message());
        return new Line(
                event.id(),
                event.time().toEpochMilli(),
                line.level(),
                line.message(),
                line.correlationId(),
                line.detail());
    }

    private List<EventRule.Delivery> fire(JsonNode document) {
        EventRule rule = emulator.rules().stream()
                .filter(known -> known.name().equals(document.path("rule").asText()))
                .filter(known -> known.bus().equals(document.path("bus").asText()))
                .findFirst()
                .orElseThrow(() -> new Refusal(BAD_REQUEST, "there is no such rule"));
        JsonNode event = document.path("event");
        return emulator.fire(rule, event.isObject() ? Optional.of(event.toString()) : Optional.empty());
    }
}
