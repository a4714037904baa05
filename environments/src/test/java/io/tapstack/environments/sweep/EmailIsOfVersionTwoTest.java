package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Version 1 of SES knows no resource but those of sending: its other actions are allowed on {@code *} only. Version 2 has
 * a resource for each, so e-mail is set up by version 2; templates, which a later version of the provider knows, are the
 * exception. Service Authorization Reference: "Amazon SES" and "Amazon Simple Email Service v2".
 */
@Tag("L5")
final class EmailIsOfVersionTwoTest {
    private static final List<String> OF_VERSION_1 = List.of("aws_ses_template");
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "ses:CreateTemplate",
            "ses:DeleteTemplate",
            "ses:DescribeConfigurationSet",
            "ses:GetTemplate",
            "ses:UpdateTemplate");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(stack.types())
                .filteredOn(type -> type.startsWith("aws_ses_"))
                .isSubsetOf(OF_VERSION_1);
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        String named = "{'Sid': 'X', 'Effect': 'Allow', 'Action': 'ses:DescribeConfigurationSet', "
                + "'Resource': 'arn:aws:ses:eu-central-1:111122223333:configuration-set/a'}";
        assertThat(violations(
                        SynthesizedStacks.shipped("foundation-dev").plusStatement("aws_iam_policy", "policy", named)))
                .hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        return PolicyStatement.of(stack, "aws_iam_policy").stream()
                .filter(PolicyStatement::allows)
                .filter(statement -> statement.actions().stream().anyMatch(WITHOUT_RESOURCE::contains))
                .filter(statement -> !statement.resources().equals(List.of("*")))
                .map(statement -> statement.where() + " names a resource that version 1 of SES does not look at")
                .toList();
    }
}
