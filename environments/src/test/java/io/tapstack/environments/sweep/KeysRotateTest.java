package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys rotate, have an alias, and take their time to die. */
@Tag("C11")
@Tag("P2")
@Tag("KMS.4")
@Tag("CIS-5.0_3.6")
final class KeysRotateTest {
    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        StackJson prod = SynthesizedStacks.shipped("payments-prod");
        for (StackJson spoilt : List.of(
                dev.with("aws_kms_key", "enable_key_rotation", false),
                dev.with("aws_kms_key", "deletion_window_in_days", 30),
                prod.with("aws_kms_key", "deletion_window_in_days", 7),
                dev.without("aws_kms_alias"),
                dev.plusStatement(
                        "aws_kms_key",
                        "policy",
                        "{'Effect': 'Allow', 'Principal': {'Service': 'sns.amazonaws.com'}, 'Action': 'kms:Decrypt'}"),
                dev.with("aws_kms_alias", "name", "payment-data-dev"))) {
            assertThat(violations(spoilt)).hasSize(1);
        }
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>(stack.missing("aws_kms_key", "aws_kms_alias", "target_key_id"));
        all.addAll(stack.violations(
                "aws_kms_key",
                "does not rotate",
                key -> key.at("enable_key_rotation").asBoolean() || cannotRotate(key)));
        boolean shortLived = !stack.system().equals("foundation")
                && (stack.environment() == Environment.DEV || stack.environment() == Environment.LOCAL);
        int least = stack.isProd() || stack.system().equals("foundation") ? 30 : 7;
        int most = shortLived ? 7 : 30;
        all.addAll(stack.violations("aws_kms_key", "dies too soon or too late", key -> {
            int days = key.at("deletion_window_in_days").asInt();
            return least <= days && days <= most;
        }));
        all.addAll(stack.violations("aws_kms_alias", "is no alias", alias -> alias.at("name")
                .asText()
                .startsWith("alias/")));
        PolicyStatement.of(stack, "aws_kms_key").stream()
                .filter(statement -> statement.principals().stream().anyMatch(who -> who.endsWith(".amazonaws.com")))
                .filter(statement -> !statement.isConditional())
                .forEach(statement -> all.add(statement.where() + " lets a service in without a condition"));
        return all;
    }

    /** KMS rotates keys that encrypt, not those that make codes. */
    private static boolean cannotRotate(ResourceAssert key) {
        return key.at("key_usage").asText().equals("GENERATE_VERIFY_MAC");
    }
}
