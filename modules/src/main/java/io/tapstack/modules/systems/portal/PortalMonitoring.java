package io.tapstack.modules.systems.portal;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.observability.AlarmSpec;
import io.tapstack.modules.observability.Alarms;
import io.tapstack.modules.observability.Dashboard;
import io.tapstack.modules.observability.DatabaseAlarms;
import io.tapstack.modules.observability.FunctionAlarms;
import io.tapstack.modules.observability.QueueAlarms;
import io.tapstack.modules.observability.Widget;
import io.tapstack.modules.observability.Widgets;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/** Alarms (B7, B8) and the dashboard. */
final class PortalMonitoring {
    private PortalMonitoring() {}

    static void in(Construct scope, Deployment deployment, PortalThresholds thresholds, PortalParts parts) {
        List<AlarmSpec> alarms = alarms(thresholds, parts);
        new Alarms(scope, "alarms", new Alarms.Props(deployment, parts.alerts().arn(), alarms));
        new Dashboard(scope, "dashboard", new Dashboard.Props(deployment, widgets(parts)));
    }

    private static List<AlarmSpec> alarms(PortalThresholds thresholds, PortalParts parts) {
        List<AlarmSpec> alarms = new ArrayList<>();
        alarms.addAll(DatabaseAlarms.of("database", parts.data().database().instanceId(), thresholds.database()));
        alarms.addAll(FunctionAlarms.of(
                "rotation-function", parts.data().user().function().name(), thresholds.rotationFunction()));
        alarms.addAll(QueueAlarms.of("failures", parts.failures().name()));
        return alarms;
    }

    private static List<Widget> widgets(PortalParts parts) {
        List<Widget> widgets = new ArrayList<>();
        widgets.addAll(Widgets.database(parts.data().database().instanceId()));
        widgets.addAll(Widgets.functions(List.of(parts.data().user().function().name())));
        widgets.addAll(Widgets.queues(List.of(parts.failures().name())));
        return widgets;
    }
}
