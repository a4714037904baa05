package io.tapstack.modules.systems.portal;

import com.hashicorp.cdktf.TerraformProvider;
import io.tapstack.modules.alb.LoadBalancer;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.observability.AlarmSpec;
import io.tapstack.modules.observability.Alarms;
import io.tapstack.modules.observability.CountAlarms;
import io.tapstack.modules.observability.Dashboard;
import io.tapstack.modules.observability.DatabaseAlarms;
import io.tapstack.modules.observability.EdgeAlarms;
import io.tapstack.modules.observability.FunctionAlarms;
import io.tapstack.modules.observability.LoadBalancerAlarms;
import io.tapstack.modules.observability.QueueAlarms;
import io.tapstack.modules.observability.WafAlarms;
import io.tapstack.modules.observability.Widget;
import io.tapstack.modules.observability.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** Alarms (B7, B8) and the dashboard. */
final class PortalMonitoring {
    private PortalMonitoring() {}

    /** @param usEast1 the provider of the region that has CloudFront's metrics */
    static void in(
            Construct scope,
            Deployment deployment,
            PortalThresholds thresholds,
            PortalParts parts,
            TerraformProvider usEast1) {
        new Alarms(scope, "alarms", new Alarms.Props(deployment, parts.alerts().arn(), alarms(thresholds, parts)));
        new Alarms(
                scope,
                "edge-alarms",
                new Alarms.Props(
                        deployment,
                        parts.edgeAlerts().arn(),
                        edgeAlarms(thresholds, parts.edge()),
                        Optional.of(usEast1)));
        new Dashboard(scope, "dashboard", new Dashboard.Props(deployment, widgets(deployment, parts)));
    }

    private static List<AlarmSpec> edgeAlarms(PortalThresholds thresholds, PortalEdge.Ref edge) {
        List<AlarmSpec> alarms =
                new ArrayList<>(EdgeAlarms.of("edge", edge.distribution().id(), thresholds.edge()));
        edge.waf().ifPresent(waf -> alarms.addAll(WafAlarms.of(waf.name(), Optional.empty(), waf.blockedRequests())));
        return alarms;
    }

    private static List<AlarmSpec> alarms(PortalThresholds thresholds, PortalParts parts) {
        LoadBalancer.Ref loadBalancer = parts.origin().loadBalancer();
        List<AlarmSpec> alarms = new ArrayList<>(LoadBalancerAlarms.of(
                "load-balancer",
                loadBalancer.arnSuffix(),
                loadBalancer.target().arnSuffix(),
                thresholds.loadBalancer()));
        alarms.add(CountAlarms.of(
                "application-refused",
                "Requests that the application refuses, though the load balancer let them through",
                "PortalRefused",
                parts.application().name()));
        alarms.addAll(DatabaseAlarms.of("database", parts.data().database().instanceId(), thresholds.database()));
        alarms.addAll(FunctionAlarms.ofSeldom(
                "rotation-function", parts.data().user().function().name(), thresholds.rotationFunction()));
        alarms.addAll(QueueAlarms.of("failures", parts.failures().name()));
        return alarms;
    }

    private static List<Widget> widgets(Deployment deployment, PortalParts parts) {
        LoadBalancer.Ref loadBalancer = parts.origin().loadBalancer();
        List<Widget> widgets = new ArrayList<>();
        widgets.addAll(Widgets.distribution(
                deployment.account(), parts.edge().distribution().id()));
        widgets.addAll(Widgets.loadBalancer(
                loadBalancer.arnSuffix(), loadBalancer.target().arnSuffix()));
        widgets.addAll(Widgets.fleet(parts.application().fleet().groupName()));
        widgets.addAll(Widgets.database(parts.data().database().instanceId()));
        widgets.addAll(Widgets.functions(List.of(parts.data().user().function().name())));
        widgets.addAll(Widgets.queues(List.of(parts.failures().name())));
        return widgets;
    }
}
