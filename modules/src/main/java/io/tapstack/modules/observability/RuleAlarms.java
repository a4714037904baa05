package io.tapstack.modules.observability;

import java.util.List;

/**
 * Alarms of a rule of EventBridge whose events are bad news (S9).
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html">Monitoring Amazon EventBridge</a>
 */
public final class RuleAlarms {
    private RuleAlarms() {}

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
