package io.tapstack.modules.observability;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.terraform.StackSettings;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C9")
@Tag("P11")
final class AlarmsSynthTest {
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:payments-pr123-alerts";

    private final List<AlarmSpec> specs = Stream.of(
                    DatabaseAlarms.of("database", "payments-db", new DatabaseThresholds(80, 5, 90, 256)),
                    FunctionAlarms.of(
                            "ledger",
                            "payments-ledger",
                            new FunctionThresholds(10, 5, Duration.ofSeconds(3), Optional.of(Duration.ofMinutes(1)))),
                    ApiAlarms.of(
                            "rest-api",
                            "payments-api",
                            "dev",
                            new ApiThresholds(10, Optional.of(100), Duration.ofMillis(1500))),
                    TableAlarms.of(
                            "table",
                            "payments-table",
                            List.of("UserIdIndex", "StatusIndex"),
                            List.of("PutItem", "Query"),
                            new TableThresholds(2, 1)),
                    QueueAlarms.of("dead-letters", "payments-dead-letters"),
                    EmailAlarms.of("offers-email", "payments-pr123-offers", new EmailThresholds(50, 10)),
                    LoadBalancerAlarms.of(
                            "load-balancer",
                            "app/lb/1",
                            "targetgroup/app/2",
                            new LoadBalancerThresholds(10, 5, 0, Duration.ofMillis(1500), 2, 10)))
            .flatMap(List::stream)
            .toList();
    private final Synthesized synthesized =
            Synthesized.of(stack -> new Alarms(stack, "alarms", new Alarms.Props(DEPLOYMENT, TOPIC, specs)));

    @Test
    void allTellTheTopicWhenTroubleStartsAndEnds() {
        assertThat(alarms()).hasSize(23).allSatisfy(alarm -> alarm.has("alarm_actions", List.of(TOPIC))
                .has("ok_actions", List.of(TOPIC)));
    }

    @Test
    void takeSilenceForHealthExceptADatabases() {
        String cpu = "payments-pr123-database-cpu";
        assertThat(alarms())
                .allSatisfy(alarm -> alarm.has(
                        "treat_missing_data",
                        alarm.at("alarm_name").asText().equals(cpu) ? "breaching" : "notBreaching"));
        alarm("database-cpu")
                .hasText("alarm_description", " above 80 % or without data in 3 of 3 periods of 5 min (dev)");
    }

    @Test
    void goOffWhenADayAndAQuarterPassWithoutTheDaysRun() {
        Synthesized.of(stack -> new Alarms(
                        stack,
                        "alarms",
                        new Alarms.Props(
                                DEPLOYMENT,
                                TOPIC,
                                List.of(CountAlarms.missing("run-missing", "Finished runs", "RunsDone", "offers")))))
                .only("aws_cloudwatch_metric_alarm")
                .has("namespace", "TapStack")
                .has("dimensions", Map.of("functionName", "offers"))
                .has("period", 21_600)
                .has("evaluation_periods", 5)
                .has("datapoints_to_alarm", 5)
                .has("treat_missing_data", "breaching")
                .has("alarm_description", "Finished runs below 1 or without data in 5 of 5 periods of 6 h (dev)");
    }

    @Test
    void judgeAFunctionThatRunsSeldomByOneCall() {
        AlarmSpec duration = FunctionAlarms.ofSeldom(
                        "rotation", "rotation", new FunctionThresholds(0, 5, Duration.ofSeconds(20), Optional.empty()))
                .get(2);
        assertThat(duration.id()).isEqualTo("rotation-duration");
        assertThat(duration.window()).isEqualTo(Window.FIRST);
        assertThat(duration.metrics()).extracting(Metric::statistic).containsExactly(Statistic.MAXIMUM);
    }

    @Test
    void knowTheEdgesWebAclWithoutARegion() {
        assertThat(WafAlarms.of("acl", Optional.of("eu-central-1"), 5)
                        .get(0)
                        .metrics()
                        .get(0)
                        .dimensions())
                .isEqualTo(Map.of("WebACL", "acl", "Rule", "ALL", "Region", "eu-central-1"));
        assertThat(WafAlarms.of("acl", Optional.empty(), 5)
                        .get(0)
                        .metrics()
                        .get(0)
                        .dimensions())
                .isEqualTo(Map.of("WebACL", "acl", "Rule", "ALL"));
    }

    @Test
    void allNameTheEnvironmentAndTheThreshold() {
        assertThat(alarms())
                .allSatisfy(alarm -> assertThat(alarm.at("alarm_description").asText())
                        .matches(".+ (above|below) \\d+( %| GiB| MiB| ms)? (or without data )?in .+ \\(dev\\)"));
        alarm("ledger-errors").has("alarm_description", "Errors of function ledger above 10 in 5 min (dev)");
        alarm("database-free-storage").has("alarm_description", "Free storage of database below 5 GiB in 5 min (dev)");
    }

    @Test
    @Tag("C2")
    void allCarryTheSuffix() {
        assertThat(alarms())
                .allSatisfy(alarm -> assertThat(alarm.at("alarm_name").asText()).startsWith("payments-pr123-"));
    }

    @Test
    @Tag("B7")
    void watchTheDatabase() {
        Map<String, String> instance = Map.of("DBInstanceIdentifier", "payments-db");
        single("database-cpu", "AWS/RDS", "CPUUtilization", instance)
                .has("statistic", "Average")
                .has("comparison_operator", "GreaterThanThreshold")
                .has("threshold", 80)
                .has("evaluation_periods", 3)
                .has("datapoints_to_alarm", 3);
        single("database-free-storage", "AWS/RDS", "FreeStorageSpace", instance)
                .has("statistic", "Minimum")
                .has("comparison_operator", "LessThanThreshold")
                .has("threshold", 5L * 1024 * 1024 * 1024)
                .has("evaluation_periods", 1);
        single("database-connections", "AWS/RDS", "DatabaseConnections", instance)
                .has("statistic", "Maximum")
                .has("threshold", 90);
        single("database-free-memory", "AWS/RDS", "FreeableMemory", instance)
                .has("comparison_operator", "LessThanThreshold")
                .has("threshold", 256 * 1024 * 1024);
    }

    @Test
    void watchTheFunction() {
        Map<String, String> function = Map.of("FunctionName", "payments-ledger");
        single("ledger-errors", "AWS/Lambda", "Errors", function)
                .has("statistic", "Sum")
                .has("period", 300)
                .has("threshold", 10);
        single("ledger-throttles", "AWS/Lambda", "Throttles", function)
                .has("statistic", "Sum")
                .has("threshold", 5);
        single("ledger-duration", "AWS/Lambda", "Duration", function)
                .has("extended_statistic", "p99")
                .has("threshold", 3000)
                .lacks("statistic");
        single("ledger-iterator-age", "AWS/Lambda", "IteratorAge", function)
                .has("statistic", "Maximum")
                .has("threshold", 60_000);
    }

    @Test
    void watchNoIteratorWhereThereIsNoStream() {
        assertThat(FunctionAlarms.of(
                        "api", "payments-api", new FunctionThresholds(10, 5, Duration.ofSeconds(3), Optional.empty())))
                .extracting(AlarmSpec::id)
                .containsExactly("api-errors", "api-throttles", "api-duration", "api-lost");
    }

    @Test
    void watchTheApi() {
        Map<String, String> stage = Map.of("ApiName", "payments-api", "Stage", "dev");
        single("rest-api-5xx", "AWS/ApiGateway", "5XXError", stage)
                .has("statistic", "Sum")
                .has("threshold", 10);
        single("rest-api-4xx", "AWS/ApiGateway", "4XXError", stage).has("threshold", 100);
        single("rest-api-latency", "AWS/ApiGateway", "Latency", stage)
                .has("extended_statistic", "p99")
                .has("threshold", 1500);
    }

    @Test
    @Tag("B8")
    void watchTheLoadBalancer() {
        Map<String, String> balancer = Map.of("LoadBalancer", "app/lb/1");
        single("load-balancer-5xx", "AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", balancer)
                .has("statistic", "Sum")
                .has("threshold", 5)
                .has("evaluation_periods", 1);
        single("load-balancer-rejected", "AWS/ApplicationELB", "RejectedConnectionCount", balancer)
                .has("statistic", "Sum")
                .has("threshold", 2);
    }

    @Test
    @Tag("B8")
    void watchTheTargetsOfTheLoadBalancer() {
        Map<String, String> targets = Map.of("LoadBalancer", "app/lb/1", "TargetGroup", "targetgroup/app/2");
        single("load-balancer-target-5xx", "AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", targets)
                .has("statistic", "Sum")
                .has("threshold", 10);
        single("load-balancer-unhealthy", "AWS/ApplicationELB", "UnHealthyHostCount", targets)
                .has("statistic", "Maximum")
                .has("threshold", 0)
                .has("evaluation_periods", 3);
        single("load-balancer-latency", "AWS/ApplicationELB", "TargetResponseTime", targets)
                .has("extended_statistic", "p99")
                .has("threshold", 1.5)
                .hasText("alarm_description", " above 1500 ms ");
    }

    @Test
    @Tag("B8")
    void watchTheEdgeFromItsOwnRegion() {
        Synthesized.of(stack -> new Alarms(
                        stack,
                        "edge-alarms",
                        new Alarms.Props(
                                DEPLOYMENT,
                                TOPIC,
                                EdgeAlarms.of("edge", "E123", new EdgeThresholds(5)),
                                Optional.of(StackSettings.usEast1(stack, DEPLOYMENT)))))
                .only("aws_cloudwatch_metric_alarm")
                .has("provider", "aws.us_east_1")
                .has("alarm_name", "payments-pr123-edge-5xx")
                .has("namespace", "AWS/CloudFront")
                .has("metric_name", "5xxErrorRate")
                .has("dimensions", Map.of("DistributionId", "E123", "Region", "Global"))
                .has("statistic", "Average")
                .has("threshold", 5)
                .has("alarm_actions", List.of(TOPIC))
                .has("ok_actions", List.of(TOPIC))
                .hasText("alarm_description", " above 5 % ");
        assertThat(alarms()).allSatisfy(alarm -> alarm.lacks("provider"));
    }

    @Test
    void addUpThrottlesOfTheTableAndItsIndexes() {
        ResourceAssert alarm = alarm("table-throttles");
        alarm.has("threshold", 2).lacks("metric_name").lacks("period");
        assertThat(total(alarm)).isEqualTo("SUM(FILL(METRICS(), 0))");
        assertThat(metrics(alarm))
                .containsExactly(
                        "ReadThrottleEvents {\"TableName\":\"payments-table\"}",
                        "ReadThrottleEvents {\"GlobalSecondaryIndexName\":\"UserIdIndex\",\"TableName\":\"payments-table\"}",
                        "ReadThrottleEvents {\"GlobalSecondaryIndexName\":\"StatusIndex\",\"TableName\":\"payments-table\"}",
                        "WriteThrottleEvents {\"TableName\":\"payments-table\"}",
                        "WriteThrottleEvents {\"GlobalSecondaryIndexName\":\"UserIdIndex\",\"TableName\":\"payments-table\"}",
                        "WriteThrottleEvents {\"GlobalSecondaryIndexName\":\"StatusIndex\",\"TableName\":\"payments-table\"}");
    }

    @Test
    void addUpDynamoDbsOwnErrorsOfAllOperations() {
        assertThat(metrics(alarm("table-system-errors")))
                .containsExactly(
                        "SystemErrors {\"Operation\":\"PutItem\",\"TableName\":\"payments-table\"}",
                        "SystemErrors {\"Operation\":\"Query\",\"TableName\":\"payments-table\"}");
    }

    @Test
    void goOffAtTheFirstDeadLetter() {
        single(
                        "dead-letters-depth",
                        "AWS/SQS",
                        "ApproximateNumberOfMessagesVisible",
                        Map.of("QueueName", "payments-dead-letters"))
                .has("statistic", "Maximum")
                .has("comparison_operator", "GreaterThanThreshold")
                .has("threshold", 0);
    }

    @Test
    @Tag("L8")
    void goOffWhenTooManyEmailsBounceOrAreComplainedOf() {
        synthesized
                .only("aws_cloudwatch_metric_alarm", "metric_name", "Reputation.BounceRate")
                .has("namespace", "AWS/SES")
                .has("dimensions", Map.of("ses:configuration-set", "payments-pr123-offers"))
                .has("statistic", "Average")
                .has("threshold", 0.05)
                .has("alarm_description", "Share of offers-email that bounces above 50 in 1000 in 5 min (dev)");
        synthesized
                .only("aws_cloudwatch_metric_alarm", "metric_name", "Reputation.ComplaintRate")
                .has("threshold", 0.001)
                .hasText("alarm_description", "above 10 in 10000");
    }

    @Test
    void refuseTwoOfOneName() {
        List<AlarmSpec> twice = Stream.concat(
                        QueueAlarms.of("failures", "a").stream(), QueueAlarms.of("failures", "b").stream())
                .toList();
        assertThatThrownBy(() -> new Alarms.Props(DEPLOYMENT, TOPIC, twice))
                .hasMessage("two alarms are called failures-depth");
    }

    @Test
    void refuseMoreMetricsThanAnExpressionTakes() {
        List<String> operations =
                IntStream.rangeClosed(1, 11).mapToObj(Integer::toString).toList();
        assertThatThrownBy(() -> TableAlarms.of("table", "t", List.of(), operations, new TableThresholds(0, 0)))
                .hasMessage("alarm table-system-errors takes 1 to 10 metrics, got 11");
    }

    @Test
    void refuseToAddUpAverages() {
        List<Metric> averages =
                List.of(Metrics.table("A", "t", Statistic.AVERAGE), Metrics.table("B", "t", Statistic.AVERAGE));
        assertThatThrownBy(() -> new AlarmSpec("x", "X", averages, Threshold.above(1), Window.FIRST))
                .hasMessage("alarm x adds up metrics that are not sums");
    }

    private List<ResourceAssert> alarms() {
        return synthesized.all("aws_cloudwatch_metric_alarm");
    }

    private ResourceAssert alarm(String id) {
        return synthesized.only("aws_cloudwatch_metric_alarm", "alarm_name", "payments-pr123-" + id);
    }

    private ResourceAssert single(String id, String namespace, String metric, Map<String, String> dimensions) {
        return alarm(id).has("namespace", namespace).has("metric_name", metric).has("dimensions", dimensions);
    }

    private static String total(ResourceAssert alarm) {
        ResourceAssert total = alarm.each("metric_query").get(0).has("return_data", true);
        return total.at("expression").asText();
    }

    private static List<String> metrics(ResourceAssert alarm) {
        return alarm.each("metric_query").stream()
                .skip(1)
                .map(query -> query.has("metric/stat", "Sum")
                        .has("metric/period", 300)
                        .lacks("return_data"))
                .map(query -> query.at("metric/metric_name").asText() + " " + query.at("metric/dimensions"))
                .toList();
    }
}
