package io.tapstack.lambda.security.remediation;

import static io.tapstack.lambda.security.remediation.RemediationVariable.ALLOWED_TAG_KEY;
import static io.tapstack.lambda.security.remediation.RemediationVariable.ALLOWED_TAG_VALUE;
import static io.tapstack.lambda.security.remediation.RemediationVariable.CONFIG_RULE_FIXES;
import static io.tapstack.lambda.security.remediation.RemediationVariable.DRY_RUN;
import static io.tapstack.lambda.security.remediation.RemediationVariable.FIXES_PER_HOUR;
import static io.tapstack.lambda.security.remediation.RemediationVariable.LOG_LEVEL;
import static io.tapstack.lambda.security.remediation.RemediationVariable.REPORT_TOPIC_ARN;
import static io.tapstack.lambda.security.remediation.RemediationVariable.STATE_TABLE_NAME;

import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the function is told by its environment.
 *
 * @param configRuleFixes by the Config rule's name
 * @param region the AWS region the function runs in
 */
public record RemediationSettings(
        Limits limits,
        String reportTopicArn,
        String stateTable,
        Map<String, Fix> configRuleFixes,
        String region,
        JsonLog.Level logLevel) {
    private static final long MOST_FIXES = 1000;
    private static final String FIX =
            "(" + Arrays.stream(Fix.values()).map(Fix::name).collect(Collectors.joining("|")) + ")";
    private static final String RULE = "[A-Za-z0-9_-]{1,128}=" + FIX;

    /** What keeps it from doing harm. */
    public record Limits(boolean dryRun, long fixesPerHour, String tagKey, String tagValue) {
        /** Whether a resource with these tags may be touched. */
        boolean allow(Map<String, String> tags) {
            return tagValue.equals(tags.get(tagKey));
        }
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalStateException naming every variable that is missing or wrong
     */
    public static RemediationSettings from(Environment environment) {
        var limits = new Limits(
                environment.matching(DRY_RUN.name(), "true|false").equals("true"),
                environment.whole(FIXES_PER_HOUR.name(), 1, MOST_FIXES),
                environment.required(ALLOWED_TAG_KEY.name()),
                environment.required(ALLOWED_TAG_VALUE.name()));
        var topic = environment.required(REPORT_TOPIC_ARN.name());
        var table = environment.required(STATE_TABLE_NAME.name());
        var rules = environment.matching(CONFIG_RULE_FIXES.name(), RULE + "(," + RULE + ")*");
        var region = environment.required("AWS_REGION");
        var level = environment.oneOf(LOG_LEVEL.name(), JsonLog.Level.INFO);
        environment.check();
        return new RemediationSettings(limits, topic, table, fixes(rules), region, level);
    }

    /** @throws IllegalStateException where a rule has two fixes */
    private static Map<String, Fix> fixes(String rules) {
        return Stream.of(rules.split(",", -1))
                .map(rule -> rule.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(rule -> rule[0], rule -> Fix.valueOf(rule[1])));
    }
}
