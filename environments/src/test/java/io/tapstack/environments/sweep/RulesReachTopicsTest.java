package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * EventBridge publishes to SNS without {@code aws:SourceArn} and {@code aws:SourceAccount}: a topic's policy that asks for
 * a condition never allows it, and nothing is retried. A target with a role may fail where the topic is encrypted. AWS:
 * "Using resource-based policies for Amazon EventBridge", Amazon SNS permissions.
 */
@Tag("L4")
@Tag("S10")
final class RulesReachTopicsTest {
    private static final String POLICY = "aws_sns_topic_policy";
    private static final String TARGET = "aws_cloudwatch_event_target";

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("loyalty-dev");
        String fenced = "{'Sid': 'X', 'Effect': 'Allow', 'Principal': {'Service': 'events.amazonaws.com'}, "
                + "'Action': 'sns:Publish', 'Resource': '*', "
                + "'Condition': {'StringEquals': {'aws:SourceAccount': '111122223333'}}}";
        assertThat(violations(dev.plusStatement(POLICY, "policy", fenced))).hasSize(1);
        assertThat(violations(dev.with(TARGET, "role_arn", "${aws_iam_role.publisher.arn}")))
                .hasSize(1);
        assertThat(violations(dev.changed(copy -> ((ObjectNode) copy.path("resource")).remove(POLICY))))
                .hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        Stream<String> conditions = PolicyStatement.of(stack, POLICY).stream()
                .filter(RulesReachTopicsTest::isForRules)
                .filter(PolicyStatement::isConditional)
                .map(statement -> statement.where() + " has a condition that EventBridge never meets");
        Stream<String> roles =
                stack
                        .violations(TARGET, "has a role", target -> target.at("role_arn")
                                .isMissingNode())
                        .stream();
        Stream<String> refused = stack
                .violations(
                        TARGET,
                        "is refused by its topic",
                        target -> !target.at("arn").asText().startsWith("${aws_sns_topic.")
                                || admits(stack, target.at("arn").asText()))
                .stream();
        return Stream.of(conditions, roles, refused).flatMap(all -> all).toList();
    }

    private static boolean admits(StackJson stack, String topicArn) {
        return stack.all(POLICY).stream()
                .filter(policy -> policy.at("arn").asText().equals(topicArn))
                .flatMap(policy -> PolicyStatement.of(POLICY, policy).stream())
                .anyMatch(RulesReachTopicsTest::isForRules);
    }

    private static boolean isForRules(PolicyStatement statement) {
        return statement.allows()
                && statement.principals().contains("events.amazonaws.com")
                && statement.actions().contains("sns:Publish");
    }
}
