package io.tapstack.lambda.security.remediation;

import static io.tapstack.lambda.security.remediation.RemediationVariable.ALERT_TOPIC_ARN;
import static io.tapstack.lambda.security.remediation.RemediationVariable.CONFIG_RULE_FIXES;
import static io.tapstack.lambda.security.remediation.RemediationVariable.DRY_RUN;
import static io.tapstack.lambda.security.remediation.RemediationVariable.EXCLUDED_BUCKETS;
import static io.tapstack.lambda.security.remediation.RemediationVariable.FIXES_PER_RESOURCE_AND_HOUR;
import static io.tapstack.lambda.security.remediation.RemediationVariable.LOG_LEVEL;
import static io.tapstack.lambda.security.remediation.RemediationVariable.MAILS_PER_HOUR;
import static io.tapstack.lambda.security.remediation.RemediationVariable.REPORT_TOPIC_ARN;
import static io.tapstack.lambda.security.remediation.RemediationVariable.SCOPE;
import static io.tapstack.lambda.security.remediation.RemediationVariable.STATE_TABLE_NAME;
import static io.tapstack.lambda.security.remediation.RemediationVariable.SYSTEMS;

import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        String alertTopicArn,
        String stateTable,
        Map<String, Fix> configRuleFixes,
        String region,
        JsonLog.Level logLevel) {
    private static final long MOST = 1000;
    private static final String SYSTEM = "[a-z][a-z0-9-]*";
    private static final String BUCKET = "[a-z0-9.*-]{1,63}";
    private static final String FIX =
            "(" + Arrays.stream(Fix.values()).map(Fix::name).collect(Collectors.joining("|")) + ")";
    private static final String RULE = "[A-Za-z0-9_-]{1,128}=" + FIX;

    /**
     * What keeps it from doing harm.
     *
     * @param fixesPerHour of one resource
     * @param mailsPerHour in all
     */
    record Limits(boolean dryRun, long fixesPerHour, long mailsPerHour, Reach reach) {}

    /**
     * Reads the settings.
     *
     * @throws IllegalStateException naming every variable that is missing or wrong
     */
    public static RemediationSettings from(Environment environment) {
        var limits = new Limits(
                environment.matching(DRY_RUN.name(), "true|false").equals("true"),
                environment.whole(FIXES_PER_RESOURCE_AND_HOUR.name(), 1, MOST),
                environment.whole(MAILS_PER_HOUR.name(), 1, MOST),
                reach(environment));
        var reports = environment.required(REPORT_TOPIC_ARN.name());
        var alerts = environment.required(ALERT_TOPIC_ARN.name());
        var table = environment.required(STATE_TABLE_NAME.name());
        var rules = environment.matching(CONFIG_RULE_FIXES.name(), listOf(RULE));
        var region = environment.required("AWS_REGION");
        var level = environment.oneOf(LOG_LEVEL.name(), JsonLog.Level.INFO);
        environment.check();
        return new RemediationSettings(limits, reports, alerts, table, fixes(rules), region, level);
    }

    private static Reach reach(Environment environment) {
        var scope = environment.matching(SCOPE.name(), "OPT_OUT|OPT_IN");
        var systems = environment.matching(SYSTEMS.name(), listOf(SYSTEM));
        var buckets = environment.matching(EXCLUDED_BUCKETS.name(), listOf(BUCKET));
        return new Reach(
                Reach.Scope.OPT_IN.name().equals(scope) ? Reach.Scope.OPT_IN : Reach.Scope.OPT_OUT,
                Set.of(systems.split(",", -1)),
                List.of(buckets.split(",", -1)));
    }

    private static String listOf(String item) {
        return item + "(," + item + ")*";
    }

    /** @throws IllegalStateException where a rule has two fixes */
    private static Map<String, Fix> fixes(String rules) {
        return Stream.of(rules.split(",", -1))
                .map(rule -> rule.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(rule -> rule[0], rule -> Fix.valueOf(rule[1])));
    }
}
