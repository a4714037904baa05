package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Roles: named after their environment, under its boundary, one policy of our own, one service that assumes them. */
@Tag("C7")
@Tag("S5")
@Tag("IAM.2")
@Tag("KMS.2")
final class EveryRoleHasBoundaryTest {
    /** Nobody but services signs in, and nothing is granted beside the role's own policy. */
    private static final List<String> FORBIDDEN = List.of(
            "aws_iam_user",
            "aws_iam_access_key",
            "aws_iam_group",
            "aws_iam_role_policy",
            "aws_iam_user_policy",
            "aws_iam_policy_attachment",
            "aws_iam_role_policies_exclusive");

    /** IAM attaches ten to a role; three stay free for what a further system needs. */
    private static final int DEPLOYERS = 7;

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        for (StackJson spoilt : List.of(
                dev.without("aws_iam_role", "permissions_boundary"),
                dev.with("aws_iam_role", "permissions_boundary", "arn:aws:iam::aws:policy/AdministratorAccess"),
                dev.with("aws_iam_role", "name", "payments-api-dev"),
                dev.with("aws_iam_role", "inline_policy", List.of("x")),
                dev.with("aws_iam_role", "managed_policy_arns", List.of("x")),
                dev.without("aws_iam_role_policy_attachment"),
                dev.with(
                        "aws_iam_role_policy_attachment",
                        "policy_arn",
                        "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
                dev.plus("aws_iam_user", "{'name': 'deploy'}"),
                dev.plusStatement(
                        "aws_iam_role",
                        "assume_role_policy",
                        "{'Effect': 'Allow', 'Principal': {'AWS': '*'}, 'Action': 'sts:AssumeRole'}"))) {
            assertThat(violations(spoilt))
                    .as(spoilt.root().path("resource").toString())
                    .hasSize(1);
        }
    }

    private static List<String> violations(StackJson stack) {
        String environment = stack.environment().id();
        String account = TestContext.PLACES.get(stack.environment()).accountId();
        String boundary = "arn:aws:iam::" + account + ":policy/" + environment + "-tapstack-boundary";
        List<String> all = new ArrayList<>();
        all.addAll(stack.violations("aws_iam_role", "is not named after its environment", role -> role.at("name")
                .asText()
                .startsWith(environment + "-")));
        all.addAll(stack.violations("aws_iam_role", "is not under the boundary", role -> List.of(
                        boundary, "${aws_iam_policy.permission-boundary.arn}")
                .contains(role.at("permissions_boundary").asText())));
        all.addAll(stack.violations(
                "aws_iam_role",
                "has policies inside",
                role -> role.at("inline_policy").isMissingNode()
                        && role.at("managed_policy_arns").isMissingNode()));
        all.addAll(stack.violations(
                "aws_iam_role",
                "has another number of policies",
                role -> isDeployer(role) ? attachments(stack, role) <= DEPLOYERS : attachments(stack, role) == 1));
        all.addAll(stack.violations(
                "aws_iam_role_policy_attachment",
                "attaches a policy that is not ours",
                attachment -> attachment.at("policy_arn").asText().startsWith("${aws_iam_policy.")));
        FORBIDDEN.forEach(type -> all.addAll(stack.violations(type, "must not exist", resource -> false)));
        PolicyStatement.of(stack, "aws_iam_role").stream()
                .filter(statement -> statement.principals().stream()
                        .anyMatch(who ->
                                !who.endsWith(".amazonaws.com") && !who.equals("arn:aws:iam::" + account + ":root")))
                .forEach(statement -> all.add(statement.where() + " trusts " + statement.principals()));
        return all;
    }

    private static boolean isDeployer(ResourceAssert role) {
        return role.at("name").asText().endsWith("-tapstack-deployer");
    }

    private static long attachments(StackJson stack, ResourceAssert role) {
        return stack.all("aws_iam_role_policy_attachment").stream()
                .filter(attachment -> attachment.at("role").asText().equals("${" + role.address() + ".name}"))
                .count();
    }
}
