package io.tapstack.modules.events;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.testing.Synthesized;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("L4")
final class RulesSynthTest {
    private static final DeliverySettings DELIVERY = new DeliverySettings(7, Duration.ofHours(2));
    private static final Queue.Ref DEAD_LETTERS = new Queue.Ref("dead", "queue-arn", "url", "key-arn");
    private static final JavaFunction.Ref FUNCTION =
            new JavaFunction.Ref("payments-pr123-offers", "arn", "1", "live", "alias-arn", "invoke-arn");

    private static final Synthesized SCHEDULE = schedule("rate(15 minutes)");
    private static final Synthesized FORWARDING = Synthesized.of(stack -> new TopicForwarding(
            stack,
            "forward",
            new TopicForwarding.Props(
                    DEPLOYMENT,
                    "offers-published",
                    "Offers to the topic",
                    new EventBus.Ref("the-bus", "bus-arn"),
                    Map.of("source", List.of("tapstack.loyalty")),
                    new Topic.Ref("topic-arn", "topic", "key-arn", "policy-arn"),
                    DELIVERY,
                    DEAD_LETTERS)));

    @Test
    void callsTheAliasAtSetTimes() {
        SCHEDULE.only("aws_cloudwatch_event_rule")
                .has("name", "payments-pr123-offers-schedule")
                .has("schedule_expression", "rate(15 minutes)")
                .lacks("event_bus_name");
        SCHEDULE.only("aws_cloudwatch_event_target").has("arn", "alias-arn").has("rule", "${" + rule() + ".name}");
    }

    @Test
    @Tag("L9")
    void letsThatRuleAloneCallTheAlias() {
        String permission = SCHEDULE.only("aws_lambda_permission")
                .has("principal", "events.amazonaws.com")
                .has("function_name", "payments-pr123-offers")
                .has("qualifier", "live")
                .has("source_arn", "${" + rule() + ".arn}")
                .address();
        SCHEDULE.only("aws_cloudwatch_event_target").has("depends_on", List.of(permission));
    }

    @Test
    @Tag("L8")
    void triesAgainAndThenKeepsTheEvent() {
        for (Synthesized one : List.of(SCHEDULE, FORWARDING)) {
            one.only("aws_cloudwatch_event_target")
                    .has("retry_policy/maximum_retry_attempts", 7)
                    .has("retry_policy/maximum_event_age_in_seconds", 7200)
                    .has("dead_letter_config/arn", "queue-arn");
        }
    }

    @Test
    @Tag("S9")
    void callsTheAliasWithMatchingEventsOfTheAccountsOwnBus() {
        Synthesized stack = Synthesized.of(scope -> new FunctionRule(
                scope,
                "noncompliance",
                new FunctionRule.Props(
                        DEPLOYMENT,
                        "noncompliance",
                        "What AWS Config finds",
                        Map.of("source", List.of("aws.config")),
                        FUNCTION,
                        DELIVERY,
                        DEAD_LETTERS)));
        String rule = stack.only("aws_cloudwatch_event_rule")
                .has("name", "payments-pr123-noncompliance")
                .has("event_pattern", "{\"source\":[\"aws.config\"]}")
                .lacks("event_bus_name")
                .address();
        String permission = stack.only("aws_lambda_permission")
                .has("statement_id", "RuleCallsNoncompliance")
                .has("principal", "events.amazonaws.com")
                .has("qualifier", "live")
                .has("source_arn", "${" + rule + ".arn}")
                .address();
        stack.only("aws_cloudwatch_event_target")
                .has("arn", "alias-arn")
                .has("rule", "${" + rule + ".name}")
                .has("dead_letter_config/arn", "queue-arn")
                .has("retry_policy/maximum_retry_attempts", 7)
                .has("depends_on", List.of(permission));
    }

    @Test
    void passesMatchingEventsOfTheBusOnToTheTopic() {
        FORWARDING
                .only("aws_cloudwatch_event_rule")
                .has("event_bus_name", "the-bus")
                .has("event_pattern", "{\"source\":[\"tapstack.loyalty\"]}");
        FORWARDING
                .only("aws_cloudwatch_event_target")
                .has("event_bus_name", "the-bus")
                .has("arn", "topic-arn")
                .lacks("input_path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate(1 minute)", "rate(2 hours)", "rate(10 days)", "cron(0/15 6-9 * * ? *)"})
    @Tag("C4")
    void takesEventBridgesExpressions(String expression) {
        assertThat(problems(new ScheduleSettings(expression, DELIVERY))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rate(0 minutes)", "rate(1 minutes)", "rate(5 seconds)", "cron(0 6 * * *)", "hourly"})
    @Tag("C4")
    void refusesAnythingElse(String expression) {
        assertThat(problems(new ScheduleSettings(expression, DELIVERY)))
                .containsExactly("offers.expression must be rate(<n> <unit>) or cron(<six fields>), as EventBridge has "
                        + "them, got \"" + expression + '"');
        assertThatThrownBy(() -> schedule(expression)).isInstanceOf(InvalidSettings.class);
    }

    @Test
    @Tag("C4")
    void refusesMorePatienceThanEventBridgeHas() {
        assertThat(problems(new ScheduleSettings("rate(1 day)", new DeliverySettings(186, Duration.ofHours(25)))))
                .containsExactly(
                        "offers.delivery.retries must be 0..185, got 186",
                        "offers.delivery.maximumEventAge must be PT1M..PT24H, got PT25H");
    }

    private static String rule() {
        return SCHEDULE.only("aws_cloudwatch_event_rule").address();
    }

    private static Synthesized schedule(String expression) {
        return Synthesized.of(stack -> new FunctionSchedule(
                stack,
                "schedule",
                new FunctionSchedule.Props(
                        DEPLOYMENT,
                        "offers-schedule",
                        "Offers of the day",
                        new ScheduleSettings(expression, DELIVERY),
                        FUNCTION,
                        DEAD_LETTERS)));
    }

    private static List<String> problems(ScheduleSettings settings) {
        Problems problems = Problems.in("offers");
        settings.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
