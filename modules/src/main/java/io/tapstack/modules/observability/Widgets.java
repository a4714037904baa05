package io.tapstack.modules.observability;

import static io.tapstack.modules.observability.Statistic.AVERAGE;
import static io.tapstack.modules.observability.Statistic.MAXIMUM;
import static io.tapstack.modules.observability.Statistic.MINIMUM;
import static io.tapstack.modules.observability.Statistic.P99;
import static io.tapstack.modules.observability.Statistic.SUM;

import io.tapstack.modules.core.Account;
import java.util.List;
import java.util.Optional;

/** The graphs of each service that a dashboard shows (P12, B8). */
public final class Widgets {
    private Widgets() {}

    public static List<Widget> database(String instance) {
        String service = "RDS";
        return List.of(
                new Widget(service, "CPU (%)", List.of(Metrics.database("CPUUtilization", instance, AVERAGE))),
                new Widget(service, "Free storage", List.of(Metrics.database("FreeStorageSpace", instance, MINIMUM))),
                new Widget(service, "Connections", List.of(Metrics.database("DatabaseConnections", instance, MAXIMUM))),
                new Widget(
                        service,
                        "Latency of reads and writes (s)",
                        List.of(
                                Metrics.database("ReadLatency", instance, AVERAGE),
                                Metrics.database("WriteLatency", instance, AVERAGE))));
    }

    /** @param functions names; all of them share the graphs */
    public static List<Widget> functions(List<String> functions) {
        String service = "Lambda";
        return List.of(
                new Widget(service, "Calls", each("Invocations", functions, SUM)),
                new Widget(service, "Errors", each("Errors", functions, SUM)),
                new Widget(service, "Throttled calls", each("Throttles", functions, SUM)),
                new Widget(service, "Duration, 99th percentile (ms)", each("Duration", functions, P99)));
    }

    public static List<Widget> api(String api, String stage) {
        String service = "API Gateway";
        return List.of(
                new Widget(service, "Requests", List.of(Metrics.api("Count", api, stage, SUM))),
                new Widget(service, "Client errors", List.of(Metrics.api("4XXError", api, stage, SUM))),
                new Widget(service, "Server errors", List.of(Metrics.api("5XXError", api, stage, SUM))),
                new Widget(
                        service,
                        "Latency, 99th percentile (ms)",
                        List.of(
                                Metrics.api("Latency", api, stage, P99),
                                Metrics.api("IntegrationLatency", api, stage, P99))));
    }

    public static List<Widget> table(String table) {
        String service = "DynamoDB";
        return List.of(
                new Widget(
                        service,
                        "Consumed capacity of " + table,
                        List.of(
                                Metrics.table("ConsumedReadCapacityUnits", table, SUM),
                                Metrics.table("ConsumedWriteCapacityUnits", table, SUM))),
                new Widget(
                        service,
                        "Throttled reads and writes of " + table,
                        List.of(
                                Metrics.table("ReadThrottleEvents", table, SUM),
                                Metrics.table("WriteThrottleEvents", table, SUM))));
    }

    /** @param distribution its id */
    public static List<Widget> distribution(Account account, String distribution) {
        return List.of(
                edge(account, "Requests", Metrics.distribution("Requests", distribution, SUM)),
                edge(
                        account,
                        "Share of errors (%)",
                        Metrics.distribution("4xxErrorRate", distribution, AVERAGE),
                        Metrics.distribution("5xxErrorRate", distribution, AVERAGE)),
                edge(account, "Bytes sent", Metrics.distribution("BytesDownloaded", distribution, SUM)));
    }

    /**
     * @param loadBalancer the last part of its ARN: {@code app/<name>/<id>}
     * @param targetGroup likewise: {@code targetgroup/<name>/<id>}
     */
    public static List<Widget> loadBalancer(String loadBalancer, String targetGroup) {
        String service = "Load balancer";
        return List.of(
                new Widget(
                        service,
                        "Requests and rejected connections",
                        List.of(
                                Metrics.loadBalancer("RequestCount", loadBalancer, SUM),
                                Metrics.loadBalancer("RejectedConnectionCount", loadBalancer, SUM))),
                new Widget(
                        service,
                        "Server errors of targets and of its own",
                        List.of(
                                Metrics.targets("HTTPCode_Target_5XX_Count", loadBalancer, targetGroup, SUM),
                                Metrics.loadBalancer("HTTPCode_ELB_5XX_Count", loadBalancer, SUM))),
                new Widget(
                        service,
                        "Response time, 99th percentile (s)",
                        List.of(Metrics.targets("TargetResponseTime", loadBalancer, targetGroup, P99))),
                new Widget(
                        service,
                        "Targets by health",
                        List.of(
                                Metrics.targets("HealthyHostCount", loadBalancer, targetGroup, MINIMUM),
                                Metrics.targets("UnHealthyHostCount", loadBalancer, targetGroup, MAXIMUM))));
    }

    /** @param group the Auto Scaling group's name */
    public static List<Widget> fleet(String group) {
        String service = "Auto Scaling";
        return List.of(
                new Widget(
                        service, "CPU of instances (%)", List.of(Metrics.instances("CPUUtilization", group, AVERAGE))),
                new Widget(
                        service,
                        "Instances",
                        List.of(
                                Metrics.group("GroupDesiredCapacity", group, AVERAGE),
                                Metrics.group("GroupInServiceInstances", group, AVERAGE))));
    }

    /** @param queues names; all of them share the graph */
    public static List<Widget> queues(List<String> queues) {
        return List.of(new Widget(
                "SQS",
                "Messages waiting",
                queues.stream().map(Metrics::queueDepth).toList()));
    }

    public static List<Widget> email(String configurationSet) {
        String service = "SES";
        return List.of(
                new Widget(
                        service,
                        "Share of e-mails that bounce",
                        List.of(Metrics.email("Reputation.BounceRate", configurationSet))),
                new Widget(
                        service,
                        "Share of e-mails that are complained of",
                        List.of(Metrics.email("Reputation.ComplaintRate", configurationSet))));
    }

    /** @param rules names; all of them share the graph */
    public static List<Widget> rules(List<String> rules) {
        return List.of(new Widget(
                "EventBridge",
                "Events that rules matched",
                rules.stream().map(Metrics::ruleMatches).toList()));
    }

    private static Widget edge(Account account, String title, Metric... metrics) {
        return new Widget(
                "CloudFront",
                title,
                List.of(metrics),
                Optional.of(account.edge().region()));
    }

    private static List<Metric> each(String name, List<String> functions, Statistic statistic) {
        return functions.stream()
                .map(function -> Metrics.function(name, function, statistic))
                .toList();
    }
}
