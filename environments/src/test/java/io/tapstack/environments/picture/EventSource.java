package io.tapstack.environments.picture;

import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the events come from that a rule of EventBridge waits for. */
final class EventSource {
    /** Resource types by the {@code source} in the events of their service. */
    private static final Map<String, String> SERVICES = Map.of(
            "aws.access-analyzer", "aws_accessanalyzer_analyzer",
            "aws.config", "aws_config_configuration_recorder",
            "aws.guardduty", "aws_guardduty_detector",
            "aws.securityhub", "aws_securityhub_account");

    private EventSource() {}

    /** Addresses of buses and services; none if the events come from outside the stack or from a clock. */
    static List<String> of(StackJson stack, ResourceAssert rule) {
        if (!rule.at("event_bus_name").isMissingNode()) {
            return References.addresses(rule.at("event_bus_name"));
        }
        return rule.at("event_pattern").isMissingNode()
                ? List.of()
                : StreamSupport.stream(rule.json("event_pattern").at("source").spliterator(), false)
                        .flatMap(source -> Stream.ofNullable(SERVICES.get(source.asText())))
                        .flatMap(type -> stack.all(type).stream())
                        .map(ResourceAssert::address)
                        .toList();
    }
}
