package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An alarm says what is wrong, from which value on and where, and tells a topic when it starts and when it ends. */
@Tag("L8")
@Tag("C9")
@Tag("P11")
final class AlarmsTellATopicTest {
    private static final Pattern THRESHOLD = Pattern.compile(".* (above|below) \\d.*");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        for (StackJson spoilt : List.of(
                dev.with("aws_cloudwatch_metric_alarm", "alarm_actions", List.of()),
                dev.without("aws_cloudwatch_metric_alarm", "ok_actions"),
                dev.with("aws_cloudwatch_metric_alarm", "actions_enabled", false),
                dev.with("aws_cloudwatch_metric_alarm", "alarm_description", "Errors (dev)"),
                dev.with("aws_cloudwatch_metric_alarm", "alarm_description", "Errors above 5 (prod)"),
                dev.with("aws_sns_topic_subscription", "endpoint", "somebody@example.com"))) {
            assertThat(violations(spoilt)).hasSize(1);
        }
    }

    private static List<String> violations(StackJson stack) {
        String alarm = "aws_cloudwatch_metric_alarm";
        String environment = "(" + stack.environment().id() + ")";
        List<String> all = new ArrayList<>();
        for (String actions : List.of("alarm_actions", "ok_actions")) {
            all.addAll(stack.violations(
                    alarm, "tells nobody: " + actions, one -> refersTo(one.at(actions + "/0"), "aws_sns_topic")));
        }
        all.addAll(stack.violations(
                alarm,
                "does not say from which value on, and where",
                one -> THRESHOLD.matcher(one.at("alarm_description").asText()).matches()
                        && one.at("alarm_description").asText().endsWith(environment)));
        all.addAll(stack.violations(
                alarm, "is switched off", one -> one.at("actions_enabled").asBoolean(true)));
        String address = TestContext.alertEmail(stack.environment());
        all.addAll(stack.violations(
                "aws_sns_topic_subscription",
                "writes to somebody else",
                subscription -> subscription.at("protocol").asText().equals("email")
                        && subscription.at("endpoint").asText().equals(address)));
        return all;
    }
}
