package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tables scale by themselves and can be restored to any second. */
@Tag("L1")
@Tag("P3")
@Tag("DynamoDB.1")
@Tag("DynamoDB.2")
final class TablesAreRestorableTest {
    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        for (StackJson spoilt : List.of(
                dev.with("aws_dynamodb_table", "billing_mode", "PROVISIONED"),
                dev.with("aws_dynamodb_table", "point_in_time_recovery/enabled", false),
                dev.without("aws_dynamodb_table", "ttl"))) {
            assertThat(violations(spoilt)).hasSize(1);
        }
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        all.addAll(stack.violations("aws_dynamodb_table", "has a fixed capacity", table -> table.at("billing_mode")
                .asText()
                .equals("PAY_PER_REQUEST")));
        all.addAll(stack.violations(
                "aws_dynamodb_table", "cannot be restored", table -> table.at("point_in_time_recovery/enabled")
                        .asBoolean()));
        all.addAll(stack.violations(
                "aws_dynamodb_table",
                "grows for ever",
                table -> table.at("name").asText().endsWith("-members") // who stay
                        || (table.at("ttl/enabled").asBoolean()
                                && table.at("ttl/attribute_name").asText().equals("expirationTime"))));
        return all;
    }
}
