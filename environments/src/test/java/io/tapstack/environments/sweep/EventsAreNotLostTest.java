package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What EventBridge cannot deliver it tries again, for a while, and then keeps in a queue. */
@Tag("L4")
@Tag("L8")
@Tag("S9")
@Tag("S10")
final class EventsAreNotLostTest {
    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("security-dev");
        String target = "aws_cloudwatch_event_target";
        for (StackJson spoilt : List.of(
                dev.without(target, "dead_letter_config"),
                dev.with(target, "dead_letter_config/arn", "arn:aws:sqs:x"),
                dev.without(target, "retry_policy"),
                dev.without(target))) {
            assertThat(violations(spoilt)).hasSize(1);
        }
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>(stack.violations(
                "aws_cloudwatch_event_target",
                "loses events",
                target -> refersTo(target.at("dead_letter_config/arn"), "aws_sqs_queue")
                        && target.at("retry_policy/maximum_retry_attempts").asInt() > 0
                        && target.at("retry_policy/maximum_event_age_in_seconds")
                                        .asInt()
                                >= 60));
        all.addAll(stack.missing("aws_cloudwatch_event_rule", "aws_cloudwatch_event_target", "rule"));
        return all;
    }
}
