package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One provider for each region that a stack is in: it tags everything, and touches the account of the context only. The
 * second is for what the portal has at the edge.
 */
@Tag("C6")
final class DefaultTagsTest {
    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        for (StackJson spoilt : List.of(
                dev.changed(root -> tags(root).remove("Owner")),
                dev.changed(root -> tags(root).put("Environment", "prod")),
                dev.changed(root -> provider(root).remove("allowed_account_ids")),
                dev.plus("aws_sqs_queue", "{'tags': {'Owner': 'somebody'}}"),
                SynthesizedStacks.shipped("portal-dev")
                        .changed(root -> ((ObjectNode) root.at("/provider/aws/1")).remove("allowed_account_ids")))) {
            assertThat(violations(spoilt)).hasSize(1);
        }
        assertThat(violations(dev.changed(root -> ((ObjectNode) root.path("provider"))
                        .withArrayProperty("aws")
                        .addObject())))
                .contains("2 providers", "any account is allowed");
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        JsonNode providers = stack.root().at("/provider/aws");
        if (providers.size() != (stack.system().equals("portal") ? 2 : 1)) {
            all.add(providers.size() + " providers");
        }
        Map<String, String> expected = Map.of(
                "System",
                stack.system(),
                "Environment",
                stack.environment().id(),
                "EnvironmentSuffix",
                stack.environment().id(),
                "Owner",
                "payments-team",
                "CostCenter",
                "cc-42",
                "DataClassification",
                stack.system().equals("foundation") ? "internal" : "confidential",
                "ManagedBy",
                "terraform");
        String account = TestContext.PLACES.get(stack.environment()).accountId();
        for (JsonNode provider : providers) {
            JsonNode tags = provider.at("/default_tags/0/tags");
            expected.forEach((name, value) -> {
                if (!tags.path(name).asText().equals(value)) {
                    all.add("tag " + name + " is " + tags.path(name));
                }
            });
            if (!provider.path("allowed_account_ids").toString().equals("[\"" + account + "\"]")) {
                all.add("any account is allowed");
            }
        }
        for (ResourceAssert resource : stack.all()) {
            expected.keySet().stream()
                    .filter(name -> resource.at("tags").has(name))
                    .forEach(name -> all.add(resource.address() + " has its own tag " + name));
        }
        return all;
    }

    private static ObjectNode provider(ObjectNode root) {
        return (ObjectNode) root.at("/provider/aws/0");
    }

    private static ObjectNode tags(ObjectNode root) {
        return (ObjectNode) provider(root).at("/default_tags/0/tags");
    }
}
