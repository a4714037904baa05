package io.tapstack.environments.picture;

import io.tapstack.environments.sweep.PolicyStatement;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what flows between the parts of a stack; one arrow for each pair of parts and direction. */
final class Flows {
    private final StackJson stack;
    private final References references;
    private final Map<List<String>, Flow> found = new LinkedHashMap<>();

    private Flows(StackJson stack, References references) {
        this.stack = stack;
        this.references = references;
        Connection.ALL.forEach(this::connection);
        stack.all("aws_lambda_function").forEach(this::access);
        watchedLogs();
        stack.all("aws_cloudwatch_metric_alarm").forEach(alarm -> references
                .parts(alarm.at("alarm_actions"))
                .forEach(topic -> add(Flow.data(Part.ALARMS, topic))));
    }

    static List<Flow> of(StackJson stack, References references) {
        return List.copyOf(new Flows(stack, references).found.values());
    }

    private void connection(Connection connection) {
        for (ResourceAssert resource : stack.all(connection.type())) {
            Set<String> sources = connection.from().isEmpty()
                    ? Set.of(resource.address())
                    : references.parts(resource.at(connection.from()));
            Set<String> targets = references.parts(resource.at(connection.to()));
            sources.forEach(from -> targets.forEach(to -> add(connection.flow(from, to))));
        }
    }

    /** What the policy of its role allows a function; which database it signs in to, its environment says. */
    private void access(ResourceAssert function) {
        for (PolicyStatement statement : Grants.of(stack, function)) {
            references
                    .parts(statement.body().path("Resource"))
                    .forEach(part -> add(
                            Flow.access(function.address(), part, Grants.reads(statement), Grants.writes(statement))));
        }
        references.parts(function.at("environment")).stream()
                .filter(part -> part.startsWith("aws_db_instance."))
                .forEach(database -> add(Flow.access(function.address(), database, true, true)));
    }

    /** Alarms on what a log says tell what its writer wrote. */
    private void watchedLogs() {
        Set<String> groups = stack.all("aws_cloudwatch_log_metric_filter").stream()
                .flatMap(filter -> References.addresses(filter.at("log_group_name")).stream())
                .collect(Collectors.toSet());
        stack.all("aws_cloudtrail").stream()
                .filter(trail -> groups.containsAll(References.addresses(trail.at("cloud_watch_logs_group_arn"))))
                .forEach(trail -> add(Flow.data(trail.address(), Part.ALARMS)));
    }

    private void add(Flow flow) {
        found.merge(List.of(flow.from(), flow.to()), flow, Flow::and);
    }
}
