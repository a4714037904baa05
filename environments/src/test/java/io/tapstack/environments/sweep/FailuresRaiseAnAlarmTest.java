package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What nobody waits for and nobody can handle ends in a queue, on every asynchronous path; and the first message in a queue
 * raises an alarm.
 */
@Tag("C13")
@Tag("L4")
@Tag("L8")
@Tag("P4")
@Tag("P11")
final class FailuresRaiseAnAlarmTest {
    private static final String QUEUE = "aws_sqs_queue";
    private static final String ALARM = "aws_cloudwatch_metric_alarm";
    private static final String SUBSCRIPTION = "aws_sns_topic_subscription";
    private static final Pattern TO_A_QUEUE = Pattern.compile("\\$\\{aws_sqs_queue\\.[^.}]+\\.arn}");

    /** Each kind of path, and where it names the queue of what failed. A function's is that of asynchronous calls. */
    private static final Map<String, String> PATHS = new TreeMap<>(Map.of(
            "aws_lambda_function",
            "dead_letter_config/target_arn",
            "aws_lambda_event_source_mapping",
            "destination_config/on_failure/destination_arn",
            "aws_lambda_function_event_invoke_config",
            "destination_config/on_failure/destination",
            "aws_cloudwatch_event_bus",
            "dead_letter_config/arn",
            "aws_cloudwatch_event_target",
            "dead_letter_config/arn",
            "aws_scheduler_schedule",
            "target/dead_letter_config/arn",
            SUBSCRIPTION,
            "redrive_policy"));

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aws_lambda_function, dead_letter_config",
        "aws_lambda_event_source_mapping, destination_config",
        "aws_cloudwatch_event_bus, dead_letter_config",
        "aws_cloudwatch_event_target, dead_letter_config"
    })
    void aPathCanFail(String type, String attribute) {
        assertThat(violations(SynthesizedStacks.shipped("loyalty-dev").without(type, attribute)))
                .hasSize(1);
    }

    @Test
    void aPathOfAKindThatNoStackHasYetCanFailToo() {
        StackJson dev = SynthesizedStacks.shipped("loyalty-dev");
        String toNoQueue = "{'protocol': 'lambda', 'redrive_policy': '{}'}";
        String queue = dev.all(QUEUE).get(0).address();
        String toAQueue =
                "{'protocol': 'lambda', 'redrive_policy': '{\\'deadLetterTargetArn\\': \\'${" + queue + ".arn}\\'}'}";

        assertThat(violations(dev.plus(SUBSCRIPTION, toNoQueue))).hasSize(1);
        assertThat(violations(dev.plus(SUBSCRIPTION, toAQueue))).isEmpty();
        assertThat(violations(dev.plus("aws_scheduler_schedule", "{'target': {}}")))
                .hasSize(1);
        assertThat(violations(dev.plus("aws_lambda_function_event_invoke_config", "{}")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "metric_name, NumberOfMessagesSent",
        "namespace, AWS/SNS",
        "comparison_operator, GreaterThanOrEqualToThreshold",
        "threshold, 5",
        "evaluation_periods, 2"
    })
    void anAlarmThatComesLateOrNeverIsNone(String attribute, String value) {
        StackJson spoilt = SynthesizedStacks.shipped("loyalty-dev")
                .changed(stack -> ofAQueue(stack).put(attribute, value));
        assertThat(violations(spoilt)).hasSize(1);
    }

    private static ObjectNode ofAQueue(ObjectNode stack) {
        for (JsonNode alarm : stack.at("/resource/" + ALARM)) {
            if (alarm.path("dimensions").has("QueueName")) {
                return (ObjectNode) alarm;
            }
        }
        throw new AssertionError("no queue has an alarm");
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        PATHS.forEach((type, path) -> all.addAll(stack.violations(
                type,
                "loses what fails",
                source -> isByEmail(source)
                        || TO_A_QUEUE.matcher(source.at(path).asText()).find())));
        all.addAll(stack.violations(QUEUE, "fills and nobody is told", queue -> stack.all(ALARM).stream()
                .anyMatch(alarm -> isOn(queue.at("name"), alarm))));
        return all;
    }

    /** Whom alarms are told to: a queue of alarms that could not be told would need an alarm. */
    private static boolean isByEmail(ResourceAssert source) {
        return source.at("protocol").asText().equals("email");
    }

    private static boolean isOn(JsonNode queueName, ResourceAssert alarm) {
        return alarm.at("namespace").asText().equals("AWS/SQS")
                && alarm.at("metric_name").asText().equals("ApproximateNumberOfMessagesVisible")
                && alarm.at("dimensions/QueueName").equals(queueName)
                && alarm.at("comparison_operator").asText().equals("GreaterThanThreshold")
                && alarm.at("threshold").asInt(-1) == 0
                && alarm.at("evaluation_periods").asInt() == 1;
    }
}
