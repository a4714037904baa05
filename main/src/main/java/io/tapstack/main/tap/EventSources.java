package io.tapstack.main.tap;

import io.tapstack.main.localaws.EmulatorApi;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.EventRule;
import io.tapstack.main.localaws.FunctionStatus;
import io.tapstack.main.terraform.StackState;
import java.util.Set;
import java.util.TreeSet;

/** Names of everything that events may come from. */
record EventSources(Session session, EmulatorProcess aws) {
    /** Their attribute {@code name} is what their events call them. */
    private static final Set<String> TYPES = Set.of(
            "aws_dynamodb_table",
            "aws_sqs_queue",
            "aws_sns_topic",
            "aws_cloudwatch_event_bus",
            "aws_api_gateway_rest_api");

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        EmulatorApi api = new LocalAws(session).api(aws);
        api.functions().stream().map(FunctionStatus::name).forEach(names::add);
        api.rules().stream().map(EventRule::bus).forEach(names::add);
        for (LocalSystem system : LocalSystem.all(session.project())) {
            for (StackState state : system.states(session, aws).values()) {
                state.resources().stream()
                        .filter(resource -> TYPES.contains(resource.type()))
                        .forEach(resource -> names.add(resource.text("name")));
            }
        }
        return names;
    }
}
