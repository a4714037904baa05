package io.tapstack.modules.observability;

import static io.tapstack.modules.observability.Statistic.AVERAGE;
import static io.tapstack.modules.observability.Statistic.MAXIMUM;
import static io.tapstack.modules.observability.Statistic.MINIMUM;
import static io.tapstack.modules.observability.Statistic.P99;
import static io.tapstack.modules.observability.Statistic.SUM;

import java.util.List;

/** The graphs of each service that a dashboard shows (P12). */
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

    private static List<Metric> each(String name, List<String> functions, Statistic statistic) {
        return functions.stream()
                .map(function -> Metrics.function(name, function, statistic))
                .toList();
    }
}
