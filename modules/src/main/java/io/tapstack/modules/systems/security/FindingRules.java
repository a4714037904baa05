package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.events.FunctionRule;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.messaging.Queue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Findings of AWS's services on their way to the remediation, which puts in order what it can and tells people (S9, S10):
 * GuardDuty and Security Hub from a severity on, Access Analyzer and AWS Config in any case.
 */
final class FindingRules {
    /**
     * How the ARN of Security Hub's own findings ends. Their {@code ProductName} has been "Security Hub" and is "Security
     * Hub CSPM" in AWS's samples (User Guide, "Samples of control findings").
     */
    private static final String PRODUCT = "::product/aws/securityhub";

    private final Construct scope;
    private final Props props;

    /** @param deadLetters gets events that do not reach the function */
    record Props(
            Deployment deployment, FindingAlertSettings settings, JavaFunction.Ref function, Queue.Ref deadLetters) {}

    /**
     * @param noncompliance the rule for what AWS Config finds
     * @param all of them
     */
    record Ref(FunctionRule.Ref noncompliance, List<FunctionRule.Ref> all) {}

    private FindingRules(Construct scope, Props props) {
        this.scope = scope;
        this.props = props;
    }

    static Ref in(Construct scope, Props props) {
        FindingRules rules = new FindingRules(scope, props);
        FunctionRule.Ref config = rules.config();
        return new Ref(
                config,
                List.of(
                        config,
                        rules.fixableBySecurityHub(),
                        rules.guardDuty(),
                        rules.securityHub(),
                        rules.accessAnalyzer()));
    }

    private FunctionRule.Ref config() {
        return rule(
                "noncompliance-rule",
                "noncompliance",
                "What AWS Config's rules find",
                pattern(
                        "aws.config",
                        "Config Rules Compliance Change",
                        Map.of(
                                "messageType", List.of("ComplianceChangeNotification"),
                                // by prefix: a list of the names is nearly as long as EventBridge allows, 2,048
                                // characters
                                "configRuleName", List.of(Map.of("prefix", props.deployment.name(""))),
                                "newEvaluationResult", Map.of("complianceType", List.of("NON_COMPLIANT")))));
    }

    /** Whatever its severity. What is severe arrives by two rules, and the function does it once. */
    private FunctionRule.Ref fixableBySecurityHub() {
        List<String> controls = Arrays.stream(Fix.values())
                .flatMap(fix -> fix.controls().stream())
                .toList();
        return rule(
                "findings-rule",
                "findings",
                "What Security Hub finds and the remediation knows to put in order",
                imported(Map.of(
                        "Compliance", Map.of("Status", List.of("FAILED"), "SecurityControlId", controls),
                        "RecordState", List.of("ACTIVE"),
                        "Workflow", Map.of("Status", List.of("NEW", "NOTIFIED")))));
    }

    private FunctionRule.Ref guardDuty() {
        int from = props.settings.from().guardDuty();
        return rule(
                "guardduty-alerts",
                "guardduty-alerts",
                "GuardDuty's findings from " + props.settings.from() + " on",
                pattern(
                        "aws.guardduty",
                        "GuardDuty Finding",
                        Map.of("severity", List.of(Map.of("numeric", List.of(">=", from))))));
    }

    /** Not what it only passes on: GuardDuty, Access Analyzer and AWS Config tell that themselves. */
    private FunctionRule.Ref securityHub() {
        return rule(
                "securityhub-alerts",
                "securityhub-alerts",
                "Security Hub's own findings from " + props.settings.from() + " on",
                imported(Map.of(
                        "ProductArn", List.of(Map.of("suffix", PRODUCT)),
                        "Severity", Map.of("Label", props.settings.from().andWorse()),
                        "RecordState", List.of("ACTIVE"),
                        "Workflow", Map.of("Status", List.of("NEW")))));
    }

    private FunctionRule.Ref accessAnalyzer() {
        return rule(
                "access-alerts",
                "access-alerts",
                "Access Analyzer's findings: who outside the account may reach what",
                pattern("aws.access-analyzer", "Access Analyzer Finding", Map.of("status", List.of("ACTIVE"))));
    }

    /** @param finding what Security Hub's findings have in common */
    private static Map<String, Object> imported(Map<String, Object> finding) {
        return pattern("aws.securityhub", "Security Hub Findings - Imported", Map.of("findings", finding));
    }

    private static Map<String, Object> pattern(String source, String type, Map<String, Object> detail) {
        return Map.of("source", List.of(source), "detail-type", List.of(type), "detail", detail);
    }

    private FunctionRule.Ref rule(String id, String purpose, String description, Map<String, Object> pattern) {
        return new FunctionRule(
                        scope,
                        id,
                        new FunctionRule.Props(
                                props.deployment,
                                purpose,
                                description,
                                pattern,
                                props.function,
                                props.settings.delivery(),
                                props.deadLetters))
                .ref();
    }
}
