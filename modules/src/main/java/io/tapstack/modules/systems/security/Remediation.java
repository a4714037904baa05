package io.tapstack.modules.systems.security;

import io.tapstack.modules.awsconfig.ManagedRules;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.dynamodb.DynamoAction;
import io.tapstack.modules.dynamodb.Stream;
import io.tapstack.modules.dynamodb.Table;
import io.tapstack.modules.dynamodb.TableSchema;
import io.tapstack.modules.events.FunctionRule;
import io.tapstack.modules.lambda.FunctionArtifact;
import io.tapstack.modules.lambda.FunctionKeys;
import io.tapstack.modules.lambda.FunctionNetwork;
import io.tapstack.modules.lambda.FunctionRuntime;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.lambda.SnapStart;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.systems.security.RemediationSettings.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.constructs.Construct;

/** What AWS Config or Security Hub finds, on its way to the function that puts it in order, and what that may do (S9). */
final class Remediation {
    private static final String RULE = "noncompliance";
    private static final TableSchema STATE = new TableSchema(
            TableSchema.Key.string("id"), Optional.empty(), List.of(), Optional.of("expirationTime"), Stream.NONE);

    private final Construct scope;
    private final Props props;

    /**
     * @param rules whose names AWS Config's events have
     * @param reports the topic that is told of each finding
     * @param functionFailures events that the function failed on
     * @param eventFailures events that did not reach it
     */
    record Props(
            Deployment deployment,
            SecurityFunctionSettings settings,
            SecurityDataSettings data,
            FunctionArtifact artifact,
            SecurityKeys keys,
            FunctionNetwork network,
            ManagedRules.Ref rules,
            Topic.Ref reports,
            Queue.Ref functionFailures,
            Queue.Ref eventFailures) {}

    /**
     * @param table the function's state
     * @param configRule EventBridge's rule for what AWS Config finds
     * @param findingsRule likewise Security Hub
     */
    record Ref(
            JavaFunction.Ref function, Table.Ref table, FunctionRule.Ref configRule, FunctionRule.Ref findingsRule) {}

    private Remediation(Construct scope, Props props) {
        this.scope = scope;
        this.props = props;
    }

    static Ref in(Construct scope, Props props) {
        Remediation remediation = new Remediation(scope, props);
        Table.Ref table = remediation.table();
        JavaFunction.Ref function = remediation.function(table);
        FunctionRule.Ref findings = remediation.rule(
                "findings",
                "What Security Hub finds and the remediation knows to put in order",
                remediation.findings(),
                function);
        FunctionRule.Ref rule = remediation.rule(
                RULE,
                "What AWS Config finds and the remediation knows to put in order",
                remediation.noncompliance(),
                function);
        return new Ref(function, table, rule, findings);
    }

    private Table.Ref table() {
        return new Table(
                        scope,
                        "remediation-table",
                        new Table.Props(
                                props.deployment, "remediation", STATE, props.keys.data(), props.data.protection()))
                .ref();
    }

    private JavaFunction.Ref function(Table.Ref table) {
        RemediationSettings fixes = props.settings.fixes();
        FunctionRuntime runtime = new FunctionRuntime(
                Map.of(
                        "DRY_RUN", Boolean.toString(fixes.mode() == Mode.DRY_RUN),
                        "FIXES_PER_HOUR", Integer.toString(fixes.perHour()),
                        "ALLOWED_TAG_KEY", fixes.tagKey(),
                        "ALLOWED_TAG_VALUE", fixes.tagValue(),
                        "REPORT_TOPIC_ARN", props.reports.arn(),
                        "STATE_TABLE_NAME", table.name(),
                        "CONFIG_RULE_FIXES", fixesByRule()),
                statements(table),
                Optional.of(props.network),
                new FunctionKeys(props.keys.data(), props.keys.logs()),
                props.functionFailures,
                SnapStart.NONE); // rests until something is found
        return new JavaFunction(
                        scope,
                        "remediation",
                        new JavaFunction.Props(
                                props.deployment,
                                "remediation",
                                "Puts in order what AWS Config and Security Hub find",
                                props.settings.remediation(),
                                props.artifact,
                                runtime))
                .ref();
    }

    /** {@code security-dev-incoming-ssh-disabled=SECURITY_GROUP_SSH,…}. */
    private String fixesByRule() {
        return Arrays.stream(Fix.values())
                .flatMap(fix -> fix.rules().stream().map(rule -> props.rules.name(rule) + "=" + fix))
                .collect(Collectors.joining(","));
    }

    private List<Statement> statements(Table.Ref table) {
        Account account = props.deployment.account();
        List<Statement> statements = new ArrayList<>(List.of(
                // Which bucket, group or key is not known beforehand; the handler touches what carries the tag.
                Statement.allow("PutBucketsInOrder")
                        .to(
                                "s3:GetBucketTagging",
                                "s3:GetBucketPublicAccessBlock",
                                "s3:PutBucketPublicAccessBlock",
                                "s3:GetBucketPolicy",
                                "s3:PutBucketPolicy")
                        .on("arn:" + account.partition() + ":s3:::*")
                        .when(Condition.equals("aws:ResourceAccount", account.id())),
                Statement.allow("LookAtSecurityGroups")
                        .to("ec2:DescribeSecurityGroups")
                        .onAnyResource("describing has no resource"),
                Statement.allow("PutSecurityGroupsInOrder")
                        .to("ec2:RevokeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupIngress")
                        .on(account.arn("ec2", "security-group/*")),
                Statement.allow("PutKeysInOrder")
                        .to(
                                "kms:DescribeKey",
                                "kms:ListResourceTags",
                                "kms:GetKeyRotationStatus",
                                "kms:EnableKeyRotation")
                        .on(account.arn("kms", "key/*"))));
        statements.addAll(
                table.grants().items("State", DynamoAction.GET_ITEM, DynamoAction.PUT_ITEM, DynamoAction.UPDATE_ITEM));
        statements.addAll(props.reports.grants().publish());
        return statements;
    }

    private Map<String, Object> noncompliance() {
        List<String> names = Arrays.stream(Fix.values())
                .flatMap(fix -> fix.rules().stream())
                .map(props.rules::name)
                .toList();
        return Map.of(
                "source",
                List.of("aws.config"),
                "detail-type",
                List.of("Config Rules Compliance Change"),
                "detail",
                Map.of(
                        "messageType", List.of("ComplianceChangeNotification"),
                        "configRuleName", names,
                        "newEvaluationResult", Map.of("complianceType", List.of("NON_COMPLIANT"))));
    }

    private Map<String, Object> findings() {
        List<String> controls = Arrays.stream(Fix.values())
                .flatMap(fix -> fix.controls().stream())
                .toList();
        return Map.of(
                "source",
                List.of("aws.securityhub"),
                "detail-type",
                List.of("Security Hub Findings - Imported"),
                "detail",
                Map.of(
                        "findings",
                        Map.of(
                                "Compliance",
                                Map.of("Status", List.of("FAILED"), "SecurityControlId", controls),
                                "RecordState",
                                List.of("ACTIVE"),
                                "Workflow",
                                Map.of("Status", List.of("NEW", "NOTIFIED")))));
    }

    private FunctionRule.Ref rule(
            String purpose, String description, Map<String, Object> pattern, JavaFunction.Ref function) {
        return new FunctionRule(
                        scope,
                        purpose + "-rule",
                        new FunctionRule.Props(
                                props.deployment,
                                purpose,
                                description,
                                pattern,
                                function,
                                props.settings.fixes().delivery(),
                                props.eventFailures))
                .ref();
    }
}
