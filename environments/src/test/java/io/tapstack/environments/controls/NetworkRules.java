package io.tapstack.environments.controls;

import io.tapstack.modules.testing.ResourceAssert;
import java.util.List;
import java.util.stream.Stream;

/** Networks and functions. */
final class NetworkRules {
    private static final String DEFAULT_GROUP = "aws_default_security_group";
    private static final String INGRESS = "aws_vpc_security_group_ingress_rule";
    private static final String FUNCTION = "aws_lambda_function";

    static final List<Rule> ALL = List.of(
            Rule.has("vpcs-have-a-default-group-of-ours", "aws_vpc", DEFAULT_GROUP, "vpc_id")
                    .failsFor("payments-dev", stack -> stack.without(DEFAULT_GROUP)),
            Rule.each(
                            "default-groups-are-empty",
                            DEFAULT_GROUP,
                            group -> group.at("ingress").isEmpty()
                                    && group.at("egress").isEmpty())
                    .failsFor("payments-dev", stack -> stack.with(DEFAULT_GROUP, "egress", List.of("anything"))),
            Rule.has("vpcs-have-flow-logs", "aws_vpc", "aws_flow_log", "vpc_id")
                    .failsFor("payments-dev", stack -> stack.without("aws_flow_log")),
            Rule.each("flow-logs-log-all", "aws_flow_log", log -> log.at("traffic_type")
                            .asText()
                            .equals("ALL"))
                    .failsFor("payments-dev", stack -> stack.with("aws_flow_log", "traffic_type", "ACCEPT")),
            Rule.each("nobody-outside-gets-in", INGRESS, NetworkRules::isFromAGroupOrAPrivateNetwork)
                    .failsFor("payments-dev", stack -> stack.with(INGRESS, "cidr_ipv4", "0.0.0.0/0")),
            Rule.none("groups-have-rules-of-their-own", "aws_security_group_rule")
                    .failsFor("payments-dev", stack -> stack.plus("aws_security_group_rule", "{}")),
            Rule.each("groups-have-no-rules-inside", "aws_security_group", group -> group.at("ingress")
                            .isEmpty())
                    .failsFor(
                            "payments-dev", stack -> stack.with("aws_security_group", "ingress", List.of("anything"))),
            Rule.stacks(
                            "internet-gateways-are-for-load-balancers",
                            stack -> stack.violations(
                                    "aws_internet_gateway",
                                    "leads nobody's requests in",
                                    gateway -> !stack.all("aws_lb").isEmpty()))
                    .failsFor("payments-dev", stack -> stack.plus("aws_internet_gateway", "{}")),
            Rule.each("subnets-give-no-public-addresses", "aws_subnet", subnet -> !subnet.at("map_public_ip_on_launch")
                            .asBoolean())
                    .failsFor("payments-dev", stack -> stack.with("aws_subnet", "map_public_ip_on_launch", true)),
            Rule.each("functions-run-a-supported-runtime", FUNCTION, function -> List.of("java21", "java17")
                            .contains(function.at("runtime").asText()))
                    .failsFor("payments-dev", stack -> stack.with(FUNCTION, "runtime", "java11")),
            Rule.each(
                            "functions-span-zones",
                            FUNCTION,
                            function -> function.at("vpc_config").isMissingNode()
                                    || function.at("vpc_config/subnet_ids").size() >= 2)
                    .failsFor(
                            "payments-dev",
                            stack -> stack.with(FUNCTION, "vpc_config/subnet_ids", List.of("only-one"))),
            Rule.each(
                            "functions-are-called-by-named-sources",
                            "aws_lambda_permission",
                            permission -> permission.at("principal").asText().endsWith(".amazonaws.com")
                                    && Stream.of("source_arn", "source_account")
                                            .anyMatch(source ->
                                                    !permission.at(source).isMissingNode()))
                    .failsFor("payments-dev", stack -> stack.without("aws_lambda_permission", "source_arn")),
            Rule.none("functions-have-no-urls", "aws_lambda_function_url")
                    .failsFor("payments-dev", stack -> stack.plus("aws_lambda_function_url", "{}")));

    private NetworkRules() {}

    private static boolean isFromAGroupOrAPrivateNetwork(ResourceAssert rule) {
        return rule.at("cidr_ipv6").isMissingNode()
                && (rule.at("cidr_ipv4").isMissingNode()
                        || rule.at("cidr_ipv4").asText().startsWith("10.")
                        || rule.at("cidr_ipv4").asText().startsWith("${aws_vpc."));
    }
}
