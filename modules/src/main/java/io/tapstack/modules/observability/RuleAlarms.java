package io.tapstack.modules.observability;

import java.util.List;
import java.util.Optional;

/**
 * Alarms of a rule of EventBridge (L4, S9).
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html">Monitoring Amazon EventBridge</a>
 */
public final class RuleAlarms {
    private RuleAlarms() {}

    /**
     * Goes off with the first event that reaches neither the rule's target nor, perhaps, its dead letters. EventBridge
     * does not repeat an event after a refused permission.
     *
     * @param purpose starts the alarm's name: {@code offers-to-topic}
     * @param rule the rule's name
     * @param bus where the rule is; on the account's own when empty
     */
    public static AlarmSpec lost(String purpose, String rule, Optional<String> bus) {
        return new AlarmSpec(
                purpose + "-lost",
                "Events that rule " + purpose + " does not deliver",
                List.of(
                        Metrics.rule("FailedInvocations", rule, bus),
                        Metrics.rule("InvocationsFailedToBeSentToDlq", rule, bus)),
                Threshold.above(0),
                Window.FIRST);
    }

    /**
     * Goes off with the first event.
     *
     * @param purpose starts the alarm's name: {@code noncompliance}
     * @param subject what the events tell, as the beginning of a sentence
     * @param rule the rule's name
     */
    public static List<AlarmSpec> of(String purpose, String subject, String rule) {
        return List.of(AlarmSpec.of(
                purpose + "-events", subject, Metrics.ruleMatches(rule), Threshold.above(0), Window.FIRST));
    }
}
