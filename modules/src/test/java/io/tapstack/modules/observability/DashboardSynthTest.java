package io.tapstack.modules.observability;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P12")
final class DashboardSynthTest {
    private final List<Widget> widgets = Stream.of(
                    Widgets.database("db"),
                    Widgets.functions(List.of("api", "ledger")),
                    Widgets.api("api", "dev"),
                    Widgets.table("payments"),
                    Widgets.queues(List.of("failures")))
            .flatMap(List::stream)
            .toList();
    private final ResourceAssert dashboard = Synthesized.of(
                    stack -> new Dashboard(stack, "dashboard", new Dashboard.Props(DEPLOYMENT, widgets)))
            .only("aws_cloudwatch_dashboard");
    private final List<ResourceAssert> placed = dashboard.json("dashboard_body").each("widgets");

    @Test
    @Tag("C2")
    void carriesTheSuffix() {
        dashboard.has("dashboard_name", "payments-pr123-overview");
    }

    @Test
    void hasARowForEachService() {
        assertThat(placed.stream()
                        .filter(widget -> widget.at("type").asText().equals("text"))
                        .map(widget -> widget.at("y").asInt() + " "
                                + widget.at("properties/markdown").asText()))
                .containsExactly("0 ## RDS", "7 ## Lambda", "14 ## API Gateway", "21 ## DynamoDB", "28 ## SQS");
    }

    @Test
    void readsEveryMetricInTheAccountsRegion() {
        assertThat(graphs()).hasSize(15).allSatisfy(graph -> graph.has("properties/region", "eu-central-1"));
    }

    @Test
    @Tag("B8")
    void readsTheEdgesMetricsInTheEdgesRegion() {
        List<Map<String, Object>> boxes =
                new DashboardGrid("eu-central-1").place(Widgets.distribution(DEPLOYMENT.account(), "E123"));
        assertThat(boxes.subList(1, boxes.size())).hasSize(3).allSatisfy(box -> assertThat(
                        box.get("properties").toString())
                .contains("region=us-east-1", "[AWS/CloudFront, ", ", DistributionId, E123, Region, Global, "));
    }

    @Test
    @Tag("B8")
    void showsTheLoadBalancerAndItsFleet() {
        assertThat(metrics(Widgets.loadBalancer("app/lb/1", "targetgroup/app/2")))
                .containsExactly(
                        "RequestCount {LoadBalancer=app/lb/1}",
                        "RejectedConnectionCount {LoadBalancer=app/lb/1}",
                        "HTTPCode_Target_5XX_Count {LoadBalancer=app/lb/1, TargetGroup=targetgroup/app/2}",
                        "HTTPCode_ELB_5XX_Count {LoadBalancer=app/lb/1}",
                        "TargetResponseTime {LoadBalancer=app/lb/1, TargetGroup=targetgroup/app/2}",
                        "HealthyHostCount {LoadBalancer=app/lb/1, TargetGroup=targetgroup/app/2}",
                        "UnHealthyHostCount {LoadBalancer=app/lb/1, TargetGroup=targetgroup/app/2}");
        assertThat(metrics(Widgets.fleet("app")))
                .containsExactly(
                        "CPUUtilization {AutoScalingGroupName=app}",
                        "GroupDesiredCapacity {AutoScalingGroupName=app}",
                        "GroupInServiceInstances {AutoScalingGroupName=app}");
    }

    @Test
    void namesMetricsAsCloudWatchDoes() {
        ResourceAssert errors = graph("Errors");
        errors.has(
                "properties/metrics",
                List.of(
                        List.of("AWS/Lambda", "Errors", "FunctionName", "api", Map.of("stat", "Sum")),
                        List.of("AWS/Lambda", "Errors", "FunctionName", "ledger", Map.of("stat", "Sum"))));
    }

    @Test
    void fillsTheWidthOfTheGridAndNoMore() {
        assertThat(graphs()).allSatisfy(graph -> assertThat(
                        graph.at("x").asInt() + graph.at("width").asInt())
                .isLessThanOrEqualTo(24));
        graph("Errors").has("x", 6).has("y", 8).has("width", 6).has("height", 6);
        graph("Messages waiting").has("x", 0).has("width", 24);
    }

    @Test
    void breaksARowOfMoreThanFour() {
        List<Widget> five = Stream.of("a", "b", "c", "d", "e")
                .map(title -> new Widget("RDS", title, List.of()))
                .toList();
        List<Map<String, Object>> boxes = new DashboardGrid("eu-central-1").place(five);
        assertThat(boxes.get(5)).containsEntry("x", 0).containsEntry("y", 7);
    }

    private static List<String> metrics(List<Widget> shown) {
        return shown.stream()
                .flatMap(widget -> widget.metrics().stream())
                .map(metric -> metric.name() + " " + metric.dimensions())
                .toList();
    }

    private List<ResourceAssert> graphs() {
        return placed.stream()
                .filter(widget -> widget.at("type").asText().equals("metric"))
                .toList();
    }

    private ResourceAssert graph(String title) {
        return graphs().stream()
                .filter(graph -> graph.at("properties/title").asText().equals(title))
                .findFirst()
                .orElseThrow();
    }
}
