package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No way to or from the internet; inside, groups talk to groups, and each rule says why. Where there is a load balancer, its
 * subnets have one, and the private ones through the NAT gateways of their environment.
 */
@Tag("B2")
@Tag("C14")
@Tag("P1")
@Tag("EC2.2")
@Tag("EC2.6")
@Tag("EC2.10")
@Tag("EC2.13")
@Tag("EC2.15")
@Tag("EC2.18")
@Tag("EC2.19")
@Tag("CIS-5.0_3.7")
@Tag("CIS-5.0_5.3")
@Tag("CIS-5.0_5.5")
final class NetworkIsPrivateTest {
    private static final List<String> EVERYWHERE = List.of("0.0.0.0/0", "::/0");
    private static final List<String> WAYS_OUT = List.of(
            "aws_internet_gateway",
            "aws_egress_only_internet_gateway",
            "aws_nat_gateway",
            "aws_eip",
            "aws_route",
            "aws_vpc_peering_connection");
    private static final List<String> RULES =
            List.of("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        for (StackJson spoilt : List.of(
                dev.with("aws_default_security_group", "egress", List.of("0.0.0.0/0")),
                dev.plus("aws_internet_gateway", "{}"),
                dev.with("aws_vpc", "cidr_block", "192.168.0.0/16"),
                dev.with("aws_subnet", "map_public_ip_on_launch", true),
                dev.with("aws_subnet", "availability_zone", "eu-central-1c"),
                dev.without("aws_route_table_association"),
                dev.without("aws_flow_log"),
                dev.with("aws_flow_log", "traffic_type", "REJECT"),
                dev.without("aws_default_security_group", "ingress"),
                dev.with("aws_vpc_security_group_egress_rule", "description", ""),
                dev.with("aws_vpc_security_group_ingress_rule", "cidr_ipv4", "10.0.0.0/8"),
                dev.with("aws_vpc_security_group_ingress_rule", "ip_protocol", "-1"),
                dev.with("aws_security_group", "ingress", List.of("x")),
                dev.with("aws_vpc_endpoint", "service_name", "com.amazonaws.eu-central-1.sts"))) {
            assertThat(violations(spoilt)).isNotEmpty();
        }
    }

    @Test
    void canFailWhereThereIsALoadBalancer() {
        StackJson dev = SynthesizedStacks.shipped("portal-dev");
        StackJson prod = SynthesizedStacks.shipped("portal-prod");
        String egress = "aws_vpc_security_group_egress_rule";
        for (StackJson spoilt : List.of(
                dev.plus("aws_nat_gateway", "{}"),
                dev.plus("aws_internet_gateway", "{}"),
                dev.plus("aws_vpc_peering_connection", "{}"),
                dev.with("aws_route", "route_table_id", tableOf(dev, "database")),
                prod.with("aws_route", "nat_gateway_id", "igw-1"),
                dev.with(egress, "cidr_ipv4", "0.0.0.0/0"),
                prod.with(egress, "cidr_ipv4", "0.0.0.0/0"),
                dev.with("aws_vpc_security_group_ingress_rule", "cidr_ipv4", "0.0.0.0/0"),
                dev.with("aws_db_instance", "name", "::/0"),
                dev.without("aws_route_table_association"))) {
            assertThat(violations(spoilt)).isNotEmpty();
        }
    }

    private static String tableOf(StackJson stack, String tier) {
        return stack.all("aws_route_table").stream()
                .filter(table -> table.address().contains("." + tier))
                .map(table -> "${" + table.address() + ".id}")
                .findAny()
                .orElseThrow();
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        if (stack.all("aws_lb").isEmpty()) {
            EVERYWHERE.stream()
                    .filter(stack.root().toString()::contains)
                    .forEach(range -> all.add("there is a " + range));
            WAYS_OUT.forEach(type -> all.addAll(stack.violations(type, "leads out", way -> false)));
        } else {
            all.addAll(publicTier(stack));
        }
        all.addAll(stack.violations("aws_vpc", "has another range", vpc -> vpc.at("cidr_block")
                .asText()
                .matches("10\\.\\d+\\.0\\.0/16")));
        all.addAll(subnets(stack));
        all.addAll(stack.missing("aws_vpc", "aws_flow_log", "vpc_id"));
        all.addAll(stack.violations("aws_flow_log", "misses traffic", log -> log.at("traffic_type")
                .asText()
                .equals("ALL")));
        all.addAll(stack.missing("aws_vpc", "aws_default_security_group", "vpc_id"));
        all.addAll(stack.violations(
                "aws_default_security_group",
                "has rules",
                group -> group.at("ingress").isArray()
                        && group.at("ingress").isEmpty()
                        && group.at("egress").isArray()
                        && group.at("egress").isEmpty()));
        all.addAll(stack.violations(
                "aws_security_group",
                "has rules inside, or no description",
                group -> group.at("ingress").isMissingNode()
                        && group.at("egress").isMissingNode()
                        && !group.at("description").asText().isBlank()));
        RULES.forEach(type -> all.addAll(
                stack.violations(type, "does not say who talks to whom about what", rule -> isNarrow(stack, rule))));
        if (!stack.all("aws_vpc").isEmpty()) {
            for (String service : List.of("s3", "dynamodb", "secretsmanager")) {
                if (stack.all("aws_vpc_endpoint").stream()
                        .noneMatch(
                                endpoint -> endpoint.at("service_name").asText().endsWith("." + service))) {
                    all.add("no endpoint for " + service);
                }
            }
        }
        return all;
    }

    private static List<String> subnets(StackJson stack) {
        List<String> all = new ArrayList<>(
                stack.violations("aws_subnet", "is public", subnet -> !subnet.at("map_public_ip_on_launch")
                        .asBoolean(true)));
        all.addAll(stack.missing("aws_subnet", "aws_route_table_association", "subnet_id"));
        for (ResourceAssert table : stack.all("aws_route_table")) {
            if (associations(stack, table).isEmpty()) {
                all.add(table.address() + " has no subnet");
            }
        }
        long zones = stack.all("aws_subnet").stream()
                .map(subnet -> subnet.at("availability_zone"))
                .distinct()
                .count();
        if (zones != (stack.all("aws_vpc").isEmpty() ? 0 : 3)) {
            all.add(zones + " zones");
        }
        return all;
    }

    /** One internet gateway, for the load balancer's subnets; for others as many NAT gateways as the environment is to have. */
    private static List<String> publicTier(StackJson stack) {
        List<String> all = new ArrayList<>();
        int zones = stack.all("aws_lb").get(0).at("subnets").size();
        int nats =
                switch (stack.environment()) {
                    case DEV, LOCAL -> 0;
                    case STAGING -> 1;
                    case PROD -> zones;
                };
        for (String type : List.of("aws_nat_gateway", "aws_eip")) {
            if (stack.all(type).size() != nats) {
                all.add(stack.all(type).size() + " of " + type);
            }
        }
        if (stack.all("aws_internet_gateway").size() != 1) {
            all.add("not one internet gateway");
        }
        for (String type : List.of("aws_egress_only_internet_gateway", "aws_vpc_peering_connection")) {
            all.addAll(stack.violations(type, "leads out", way -> false));
        }
        for (ResourceAssert route : stack.all("aws_route")) {
            boolean isPublic = refersTo(route.at("gateway_id"), "aws_internet_gateway");
            boolean isThroughNat = refersTo(route.at("nat_gateway_id"), "aws_nat_gateway");
            ResourceAssert table = stack.all("aws_route_table").stream()
                    .filter(each -> refersToIt(route.at("route_table_id"), each))
                    .findAny()
                    .orElseThrow();
            String tier = isPublic ? ".internet_public-" : isThroughNat ? ".network_private-" : "none";
            if (!associations(stack, table).stream()
                    .allMatch(subnet -> subnet.at("subnet_id").asText().contains(tier))) {
                all.add(route.address() + " leads other subnets out");
            }
        }
        for (ResourceAssert resource : stack.all()) {
            boolean mayLeadOut = resource.address().startsWith("aws_route.") || isWayOut(stack, resource);
            if (!mayLeadOut && EVERYWHERE.stream().anyMatch(resource.toString()::contains)) {
                all.add(resource.address() + " is about everywhere");
            }
        }
        return all;
    }

    private static List<ResourceAssert> associations(StackJson stack, ResourceAssert table) {
        List<ResourceAssert> routes = stack.all("aws_route").stream()
                .filter(route -> refersToIt(route.at("route_table_id"), table))
                .toList();
        return stack.all("aws_route_table_association").stream()
                .filter(association -> refersToIt(association.at("route_table_id"), table)
                        || routes.stream().anyMatch(route -> refersToIt(association.at("route_table_id"), route)))
                .toList();
    }

    private static boolean refersToIt(JsonNode value, ResourceAssert resource) {
        return value.asText().startsWith("${" + resource.address() + ".");
    }

    /** Of instances, by HTTPS, where a NAT gateway takes them. */
    private static boolean isWayOut(StackJson stack, ResourceAssert resource) {
        return resource.address().startsWith("aws_vpc_security_group_egress_rule.")
                && !stack.all("aws_nat_gateway").isEmpty()
                && resource.at("security_group_id").asText().startsWith("${aws_security_group.fleet_")
                && resource.at("cidr_ipv4").asText().equals("0.0.0.0/0")
                && resource.at("from_port").asInt() == 443
                && resource.at("to_port").asInt() == 443;
    }

    private static boolean isNarrow(StackJson stack, ResourceAssert rule) {
        boolean isFromCloudFront = rule.address().startsWith("aws_vpc_security_group_ingress_rule.")
                && rule.at("security_group_id").asText().startsWith("${aws_security_group.load-balancer_")
                && refersTo(rule.at("prefix_list_id"), "data\\.aws_ec2_managed_prefix_list");
        return !rule.at("description").asText().isBlank()
                && rule.at("ip_protocol").asText().equals("tcp")
                && rule.at("from_port").equals(rule.at("to_port"))
                && rule.at("cidr_ipv6").isMissingNode()
                && (isWayOut(stack, rule)
                        || (rule.at("cidr_ipv4").isMissingNode()
                                && (isFromCloudFront
                                        || refersTo(rule.at("referenced_security_group_id"), "aws_security_group")
                                        || refersTo(rule.at("prefix_list_id"), "aws_vpc_endpoint"))));
    }
}
