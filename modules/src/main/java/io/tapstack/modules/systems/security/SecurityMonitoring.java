package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.events.FunctionRule;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.observability.AlarmSpec;
import io.tapstack.modules.observability.Alarms;
import io.tapstack.modules.observability.CountAlarms;
import io.tapstack.modules.observability.Dashboard;
import io.tapstack.modules.observability.DatabaseAlarms;
import io.tapstack.modules.observability.FunctionAlarms;
import io.tapstack.modules.observability.QueueAlarms;
import io.tapstack.modules.observability.RuleAlarms;
import io.tapstack.modules.observability.TableAlarms;
import io.tapstack.modules.observability.Widget;
import io.tapstack.modules.observability.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** Alarms (S7, S9) and the dashboard. */
final class SecurityMonitoring {
    private SecurityMonitoring() {}

    static void in(Construct scope, Deployment deployment, SecurityThresholds thresholds, SecurityParts parts) {
        List<AlarmSpec> alarms = alarms(thresholds, parts);
        new Alarms(scope, "alarms", new Alarms.Props(deployment, parts.alerts().arn(), alarms));
        new Dashboard(scope, "dashboard", new Dashboard.Props(deployment, widgets(parts)));
    }

    private static List<AlarmSpec> alarms(SecurityThresholds thresholds, SecurityParts parts) {
        String remediation = parts.remediation().function().name();
        List<AlarmSpec> alarms = new ArrayList<>(parts.cis().alarms());
        alarms.addAll(RuleAlarms.of(
                "noncompliance",
                "Resources that do not comply with AWS Config's rules",
                parts.findings().noncompliance().ruleName()));
        for (FunctionRule.Ref rule : parts.findings().all()) {
            alarms.add(RuleAlarms.lost(rule.purpose(), rule.ruleName(), Optional.empty()));
        }
        alarms.add(
                remediation("left-to-people", "Findings that need a person", "RemediationsLeftToPeople", remediation));
        alarms.add(remediation(
                "limited",
                "Findings left alone because the resource's fixes of the hour are used up",
                "RemediationsLimited",
                remediation));
        alarms.add(remediation(
                "not-understood",
                "Events that the remediation does not understand",
                "RemediationsNotUnderstood",
                remediation));
        alarms.add(remediation(
                "mails-held-back",
                "Findings that are in the function's log and not in a mail, because the hour's mails are used up",
                "FindingsNotMailed",
                remediation));
        alarms.addAll(FunctionAlarms.ofSeldom("remediation-function", remediation, thresholds.remediationFunction()));
        alarms.addAll(FunctionAlarms.ofSeldom(
                "rotation-function", parts.user().function().name(), thresholds.rotationFunction()));
        alarms.addAll(
                QueueAlarms.of("rotation-failures", parts.queues().rotation().name()));
        alarms.addAll(QueueAlarms.of(
                "remediation-failures", parts.queues().remediation().name()));
        alarms.addAll(QueueAlarms.of("event-failures", parts.queues().events().name()));
        alarms.addAll(DatabaseAlarms.of("database", parts.database().instanceId(), thresholds.database()));
        alarms.addAll(TableAlarms.of(
                "remediation-table",
                parts.remediation().table().name(),
                List.of(),
                List.of("GetItem", "PutItem", "UpdateItem"),
                thresholds.table()));
        return alarms;
    }

    /** The function counts its outcomes itself. */
    private static AlarmSpec remediation(String id, String subject, String metric, String function) {
        return CountAlarms.of("remediation-" + id, subject, metric, function);
    }

    private static List<Widget> widgets(SecurityParts parts) {
        List<Widget> widgets = new ArrayList<>();
        widgets.add(new Widget(
                "CloudTrail",
                "What CIS wants to be told of",
                parts.cis().alarms().stream()
                        .flatMap(alarm -> alarm.metrics().stream())
                        .toList()));
        widgets.addAll(Widgets.rules(
                parts.findings().all().stream().map(FunctionRule.Ref::ruleName).toList()));
        widgets.addAll(Widgets.functions(List.of(
                parts.user().function().name(), parts.remediation().function().name())));
        widgets.addAll(Widgets.database(parts.database().instanceId()));
        widgets.addAll(Widgets.table(parts.remediation().table().name()));
        widgets.addAll(Widgets.queues(
                parts.queues().all().stream().map(Queue.Ref::name).toList()));
        return widgets;
    }
}
