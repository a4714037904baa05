package io.tapstack.modules.systems.security;

import io.tapstack.modules.awsconfig.ManagedRules;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.dynamodb.DynamoAction;
import io.tapstack.modules.dynamodb.Stream;
import io.tapstack.modules.dynamodb.Table;
import io.tapstack.modules.dynamodb.TableSchema;
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

/** The function that puts findings in order and tells people of them, and what it may do (S9, S10). */
final class Remediation {
    private static final TableSchema STATE = new TableSchema(
            TableSchema.Key.string("id"), Optional.empty(), List.of(), Optional.of("expirationTime"), Stream.NONE);

    private final Construct scope;
    private final Props props;

    /**
     * @param rules whose names AWS Config's events have
     * @param reports the topic of programs, with a report of each finding
     * @param alerts the topic of people, with few sentences
     * @param functionFailures events that the function failed on
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
            Topic.Ref alerts,
            Queue.Ref functionFailures) {}

    /** @param table the function's state */
    record Ref(JavaFunction.Ref function, Table.Ref table) {}

    private Remediation(Construct scope, Props props) {
        this.scope = scope;
        this.props = props;
    }

    static Ref in(Construct scope, Props props) {
        Remediation remediation = new Remediation(scope, props);
        Table.Ref table = remediation.table();
        return new Ref(remediation.function(table), table);
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
        RemediationReach reach = new RemediationReach(props.deployment.account(), fixes.scope());
        FunctionRuntime runtime = new FunctionRuntime(
                Map.of(
                        "DRY_RUN", Boolean.toString(fixes.mode() == Mode.DRY_RUN),
                        "FIXES_PER_RESOURCE_AND_HOUR", Integer.toString(fixes.fixesPerResourceAndHour()),
                        "MAILS_PER_HOUR", Integer.toString(fixes.mailsPerHour()),
                        "SCOPE", fixes.scope().name(),
                        "SYSTEMS", String.join(",", RemediationReach.SYSTEMS),
                        "EXCLUDED_BUCKETS", String.join(",", reach.excludedBuckets()),
                        "REPORT_TOPIC_ARN", props.reports.arn(),
                        "ALERT_TOPIC_ARN", props.alerts.arn(),
                        "STATE_TABLE_NAME", table.name(),
                        "CONFIG_RULE_FIXES", fixesByRule()),
                statements(table, reach),
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

    private List<Statement> statements(Table.Ref table, RemediationReach reach) {
        List<Statement> statements = new ArrayList<>(reach.statements());
        statements.addAll(
                table.grants().items("State", DynamoAction.GET_ITEM, DynamoAction.PUT_ITEM, DynamoAction.UPDATE_ITEM));
        statements.addAll(props.reports.grants().publish());
        statements.addAll(props.alerts.grants().publish());
        return statements;
    }
}
