package io.tapstack.environments.controls;

import static io.tapstack.environments.testing.StackJson.refersTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.StackJson;
import java.util.List;
import java.util.stream.Stream;

/** Topics, e-mail, queues, logs and alarms. */
final class MessageRules {
    private static final String KEY = "aws_kms_key";
    private static final String ALARM = "aws_cloudwatch_metric_alarm";

    static final List<Rule> ALL = List.of(
            Rule.each("topics-encrypt", "aws_sns_topic", topic -> refersTo(topic.at("kms_master_key_id"), KEY))
                    .failsFor("payments-dev", stack -> stack.without("aws_sns_topic", "kms_master_key_id")),
            Rule.each("configuration-sets-require-tls", "aws_sesv2_configuration_set", set -> set.at(
                                    "delivery_options/tls_policy")
                            .asText()
                            .equals("REQUIRE"))
                    .failsFor(
                            "loyalty-dev",
                            stack -> stack.with(
                                    "aws_sesv2_configuration_set", "delivery_options/tls_policy", "OPTIONAL")),
            Rule.each("queues-encrypt", "aws_sqs_queue", queue -> refersTo(queue.at("kms_master_key_id"), KEY))
                    .failsFor("payments-dev", stack -> stack.without("aws_sqs_queue", "kms_master_key_id")),
            Rule.each("log-groups-encrypt", "aws_cloudwatch_log_group", group -> refersTo(group.at("kms_key_id"), KEY))
                    .failsFor("payments-dev", stack -> stack.without("aws_cloudwatch_log_group", "kms_key_id")),
            Rule.each("alarms-tell-a-topic", ALARM, alarm -> refersTo(alarm.at("alarm_actions/0"), "aws_sns_topic"))
                    .failsFor("payments-dev", stack -> stack.without(ALARM, "alarm_actions")),
            Rule.stacks("functions-have-alarms-on-errors", MessageRules::withoutAlarms)
                    .failsFor(
                            "payments-dev",
                            stack -> stack.changed(copy -> ((ObjectNode) copy.path("resource")).remove(ALARM))));

    private MessageRules() {}

    /** What the deploy itself calls makes the deploy fail. */
    private static List<String> withoutAlarms(StackJson stack) {
        Stream<String> called = stack.all("aws_lambda_invocation").stream()
                .map(one -> one.at("function_name").asText());
        Stream<String> watched = stack.all(ALARM).stream()
                .filter(alarm -> alarm.at("metric_name").asText().equals("Errors"))
                .map(alarm -> alarm.at("dimensions/FunctionName").asText());
        List<String> names = Stream.concat(called, watched).toList();
        return stack.violations(
                "aws_lambda_function",
                "has no alarm on its errors",
                function -> names.contains("${" + function.address() + ".function_name}"));
    }
}
