package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A function in a network is created after the routes, endpoints and rules that it needs: Lambda takes its snapshot,
 * Terraform invokes it and Secrets Manager rotates with it as soon as it is there, and no call is repeated later. What
 * Terraform invokes runs again when the database is another one, which has no schema yet.
 */
@Tag("C14")
@Tag("P15")
final class FunctionsFindTheirWayTest {
    private static final String FUNCTION = "aws_lambda_function";
    private static final String INVOCATION = "aws_lambda_invocation";
    private static final String GROUP = "vpc_config/security_group_ids/0";

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_vpc_endpoint",
                "aws_route_table_association",
                "aws_vpc_security_group_egress_rule",
                "aws_vpc_security_group_ingress_rule"
            })
    void noticesAFunctionThatIsCreatedBeside(String type) {
        StackJson security = SynthesizedStacks.shipped("security-dev");
        List<String> others = texts(security.all(FUNCTION).get(0).at("depends_on")).stream()
                .filter(address -> !address.startsWith(type + "."))
                .toList();
        assertThat(violations(security.with(FUNCTION, "depends_on", others))).isNotEmpty();
    }

    @Test
    void noticesAnInvocationThatForgetsTheDatabase() {
        StackJson payments = SynthesizedStacks.shipped("payments-dev");
        assertThat(violations(payments.with(INVOCATION, "input", "{\"trigger\":\"hash\"}")))
                .hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>(stack.violations(
                INVOCATION, "is not repeated for another database", invocation -> stack.all("aws_db_instance").stream()
                        .allMatch(database -> invocation
                                .at("input")
                                .asText()
                                .contains("${" + database.address() + ".resource_id}"))));
        for (ResourceAssert function : stack.all(FUNCTION)) {
            if (!function.at("vpc_config").isMissingNode()) {
                List<String> first = texts(function.at("depends_on"));
                ways(stack, function).stream()
                        .filter(way -> !first.contains(way))
                        .forEach(way -> all.add(function.address() + " is created beside " + way));
            }
        }
        return all;
    }

    /** Addresses of the endpoints, the routes of its subnets, and both ends of each rule of its group. */
    private static List<String> ways(StackJson stack, ResourceAssert function) {
        List<String> subnets = texts(function.at("vpc_config/subnet_ids"));
        String group = function.at(GROUP).asText();
        List<ResourceAssert> ways = new ArrayList<>(stack.all("aws_vpc_endpoint"));
        stack.all("aws_route_table_association").stream()
                .filter(one -> subnets.contains(one.at("subnet_id").asText()))
                .forEach(ways::add);
        stack.all("aws_vpc_security_group_egress_rule").stream()
                .filter(rule -> rule.at("security_group_id").asText().equals(group))
                .forEach(ways::add);
        stack.all("aws_vpc_security_group_ingress_rule").stream()
                .filter(rule -> rule.at("referenced_security_group_id").asText().equals(group))
                .forEach(ways::add);
        return ways.stream().map(ResourceAssert::address).toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
