package io.tapstack.environments.picture;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.sweep.PolicyStatement;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Finds what flows between the parts of a stack; one arrow for each pair of parts and direction. */
final class Flows {
    private final StackJson stack;
    private final References references;
    private final Map<List<String>, Flow> found = new LinkedHashMap<>();

    private Flows(StackJson stack, References references) {
        this.stack = stack;
        this.references = references;
        Connection.ALL.forEach(this::connection);
        stack.all("aws_lambda_function").forEach(this::function);
        stack.all("aws_autoscaling_group").forEach(this::fleet);
        stack.all("aws_lb").forEach(this::loadBalancer);
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
            Set<String> sources = ends(resource, connection.from());
            Set<String> targets = ends(resource, connection.to());
            sources.forEach(from -> targets.forEach(to -> add(connection.flow(from, to))));
        }
    }

    /** Both know a load balancer by the rule that passes requests on: who sends them there, and who gets them. */
    private void loadBalancer(ResourceAssert balancer) {
        stack.all("aws_cloudfront_distribution").stream()
                .filter(distribution -> distribution.at("depends_on").toString().contains("aws_lb_listener_rule."))
                .forEach(distribution -> add(Flow.data(distribution.address(), balancer.address())));
        stack.all("aws_autoscaling_group").stream()
                .filter(group -> group.at("target_group_arns").toString().contains("aws_lb_listener_rule."))
                .forEach(group -> add(Flow.data(balancer.address(), group.address())));
    }

    private Set<String> ends(ResourceAssert resource, String attribute) {
        return attribute.isEmpty() ? Set.of(resource.address()) : references.parts(resource.at(attribute));
    }

    /** Which database a function signs in to, its environment says. */
    private void function(ResourceAssert function) {
        access(function, Grants.of(stack, References.addresses(function.at("role"))), function.at("environment"));
    }

    /** Instances wait for their role's policy, and their user data says which database they sign in to. */
    private void fleet(ResourceAssert group) {
        List<String> waitsFor = StreamSupport.stream(group.at("depends_on").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        List<String> role = stack.all("aws_iam_role_policy_attachment").stream()
                .filter(attachment -> waitsFor.contains(attachment.address()))
                .flatMap(attachment -> References.addresses(attachment.at("role")).stream())
                .toList();
        access(group, Grants.of(stack, role), stack.root().at("/locals/user-data"));
    }

    /** What the policy of its role allows. */
    private void access(ResourceAssert part, List<PolicyStatement> grants, JsonNode settings) {
        for (PolicyStatement statement : grants) {
            references
                    .parts(statement.body().path("Resource"))
                    .forEach(other ->
                            add(Flow.access(part.address(), other, Grants.reads(statement), Grants.writes(statement))));
        }
        references.parts(settings).stream()
                .filter(other -> other.startsWith("aws_db_instance."))
                .forEach(database -> add(Flow.access(part.address(), database, true, true)));
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
