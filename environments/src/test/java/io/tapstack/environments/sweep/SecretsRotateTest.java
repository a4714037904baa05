package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A secret has no value of ours, is rotated every thirty days from the first on, and is this account's only. A token that is in
 * Terraform's state besides changes with its generation instead, see {@code GeneratedToken}.
 */
@Tag("S3")
@Tag("SecretsManager.1")
@Tag("SecretsManager.4")
final class SecretsRotateTest {
    private static final String SECRET = "aws_secretsmanager_secret";
    private static final String ROTATION = "aws_secretsmanager_secret_rotation";
    private static final String POLICY = "aws_secretsmanager_secret_policy";

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void isThereInEveryBaseline() {
        assertThat(SynthesizedStacks.shipped())
                .filteredOn(stack -> stack.system().equals("security"))
                .hasSize(4)
                .allSatisfy(stack -> assertThat(stack.all(SECRET)).isNotEmpty());
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("security-dev");
        StackJson portal = SynthesizedStacks.shipped("portal-dev");
        for (StackJson spoilt : List.of(
                portal.without(ROTATION),
                portal.without("aws_secretsmanager_secret_version"),
                dev.without(ROTATION),
                dev.with(ROTATION, "rotate_immediately", false),
                dev.with(ROTATION, "rotation_rules/automatically_after_days", 31),
                dev.with(ROTATION, "rotation_lambda_arn", "arn:aws:lambda:x"),
                dev.with(ROTATION, "depends_on", List.of()),
                dev.without(POLICY),
                dev.with(POLICY, "block_public_policy", false),
                dev.with(POLICY, "policy", "{\"Statement\": []}"))) {
            assertThat(violations(spoilt)).hasSize(1);
        }
    }

    private static boolean isNamedBy(StackJson stack, String type, ResourceAssert secret) {
        return stack.all(type).stream()
                .anyMatch(other -> other.at("secret_id").asText().equals("${" + secret.address() + ".arn}"));
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        for (ResourceAssert secret : stack.all(SECRET)) {
            if (!isNamedBy(stack, ROTATION, secret) && !isNamedBy(stack, "aws_secretsmanager_secret_version", secret)) {
                all.add(secret.address() + " does not rotate");
            }
        }
        all.addAll(stack.missing(SECRET, POLICY, "secret_arn"));
        all.addAll(stack.violations(
                ROTATION,
                "does not rotate at once and every thirty days, after Lambda lets it",
                rotation -> rotation.at("rotate_immediately").asBoolean()
                        && rotation.at("rotation_rules/automatically_after_days")
                                        .asInt(31)
                                <= 30
                        && refersTo(rotation.at("rotation_lambda_arn"), "aws_lambda_alias")
                        && rotation.at("depends_on").toString().contains("aws_lambda_permission.")));
        all.addAll(stack.violations(POLICY, "may be public", policy -> policy.at("block_public_policy")
                .asBoolean()));
        long refusals = PolicyStatement.of(stack, POLICY).stream()
                .filter(statement -> !statement.allows()
                        && !statement
                                .condition("StringNotEquals", "aws:PrincipalAccount")
                                .isMissingNode())
                .count();
        if (refusals < stack.all(POLICY).size()) {
            all.add("other accounts are not refused");
        }
        return all;
    }
}
