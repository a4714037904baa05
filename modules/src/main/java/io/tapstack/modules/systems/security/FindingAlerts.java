package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.events.Message;
import io.tapstack.modules.events.TopicForwarding;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/**
 * What AWS's services find, told to people as a sentence each (S10): GuardDuty and Security Hub from a severity on, Access
 * Analyzer and AWS Config in any case.
 */
final class FindingAlerts {
    /**
     * How the ARN of Security Hub's own findings ends. Their {@code ProductName} has been "Security Hub" and is "Security
     * Hub CSPM" in AWS's samples (User Guide, "Samples of control findings").
     */
    private static final String PRODUCT = "::product/aws/securityhub";

    private static final String WHERE = " (account <account>, <region>)";

    private final Construct scope;
    private final Props props;

    record Props(Deployment deployment, FindingAlertSettings settings, Topic.Ref alerts, Queue.Ref deadLetters) {}

    /**
     * @param noncompliance the rule for what AWS Config finds
     * @param rules all of them
     */
    record Ref(TopicForwarding.Ref noncompliance, List<TopicForwarding.Ref> rules) {}

    private FindingAlerts(Construct scope, Props props) {
        this.scope = scope;
        this.props = props;
    }

    static Ref in(Construct scope, Props props) {
        FindingAlerts alerts = new FindingAlerts(scope, props);
        TopicForwarding.Ref config = alerts.config();
        return new Ref(config, List.of(alerts.guardDuty(), alerts.securityHub(), alerts.accessAnalyzer(), config));
    }

    private TopicForwarding.Ref guardDuty() {
        int from = props.settings.from().guardDuty();
        return forward(
                "guardduty-alerts",
                "GuardDuty's findings from " + props.settings.from() + " on",
                pattern(
                        "aws.guardduty",
                        "GuardDuty Finding",
                        Map.of("severity", List.of(Map.of("numeric", List.of(">=", from))))),
                Map.of("title", "$.detail.title", "severity", "$.detail.severity", "type", "$.detail.type"),
                "GuardDuty, severity <severity>: <title> [<type>]");
    }

    /** Not what it only passes on: GuardDuty, Access Analyzer and AWS Config tell that themselves. */
    private TopicForwarding.Ref securityHub() {
        return forward(
                "securityhub-alerts",
                "Security Hub's own findings from " + props.settings.from() + " on",
                pattern(
                        "aws.securityhub",
                        "Security Hub Findings - Imported",
                        Map.of(
                                "findings",
                                Map.of(
                                        "ProductArn", List.of(Map.of("suffix", PRODUCT)),
                                        "Severity",
                                                Map.of(
                                                        "Label",
                                                        props.settings.from().andWorse()),
                                        "RecordState", List.of("ACTIVE"),
                                        "Workflow", Map.of("Status", List.of("NEW"))))),
                Map.of(
                        "title", "$.detail.findings[0].Title",
                        "severity", "$.detail.findings[0].Severity.Label",
                        "resource", "$.detail.findings[0].Resources[0].Id"),
                "Security Hub, <severity>: <title> [<resource>]");
    }

    private TopicForwarding.Ref accessAnalyzer() {
        return forward(
                "access-alerts",
                "Access Analyzer's findings: who outside the account may reach what",
                pattern("aws.access-analyzer", "Access Analyzer Finding", Map.of("status", List.of("ACTIVE"))),
                Map.of("resource", "$.detail.resource", "type", "$.detail.resourceType"),
                "Access Analyzer: <resource> [<type>] can be reached from outside the account");
    }

    private TopicForwarding.Ref config() {
        return forward(
                "noncompliance-alerts",
                "What AWS Config's rules find",
                pattern(
                        "aws.config",
                        "Config Rules Compliance Change",
                        Map.of(
                                "messageType", List.of("ComplianceChangeNotification"),
                                // by prefix: a list of the names is nearly as long as EventBridge allows, 2,048
                                // characters
                                "configRuleName", List.of(Map.of("prefix", props.deployment.name(""))),
                                "newEvaluationResult", Map.of("complianceType", List.of("NON_COMPLIANT")))),
                Map.of(
                        "rule", "$.detail.configRuleName",
                        "resource", "$.detail.resourceId",
                        "type", "$.detail.resourceType"),
                "AWS Config: <resource> [<type>] does not comply with <rule>");
    }

    private static Map<String, Object> pattern(String source, String type, Map<String, Object> detail) {
        return Map.of("source", List.of(source), "detail-type", List.of(type), "detail", detail);
    }

    private TopicForwarding.Ref forward(
            String purpose, String description, Map<String, Object> pattern, Map<String, String> values, String text) {
        Map<String, String> all = new HashMap<>(values);
        all.put("account", "$.account");
        all.put("region", "$.region");
        return new TopicForwarding(
                        scope,
                        purpose,
                        new TopicForwarding.Props(
                                props.deployment,
                                purpose,
                                description,
                                Optional.empty(),
                                pattern,
                                props.alerts,
                                props.settings.delivery(),
                                props.deadLetters,
                                Optional.of(new Message(all, text + WHERE))))
                .ref();
    }
}
