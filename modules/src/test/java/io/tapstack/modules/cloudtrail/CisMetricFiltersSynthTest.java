package io.tapstack.modules.cloudtrail;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.logs.LogGroup;
import io.tapstack.modules.observability.Alarms;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("S7")
final class CisMetricFiltersSynthTest {
    private static final Synthesized STACK = Synthesized.of(stack -> {
        CisMetricFilters filters = new CisMetricFilters(
                stack, "cis", new CisMetricFilters.Props(DEPLOYMENT, new LogGroup.Ref("the-log", "log-arn")));
        new Alarms(
                stack,
                "alarms",
                new Alarms.Props(DEPLOYMENT, "topic-arn", filters.ref().alarms()));
    });

    @Test
    void areThoseOfTheBenchmarkToTheLetter() throws IOException {
        Map<String, String> ours = new TreeMap<>();
        Stream.of(CisFilter.values()).forEach(filter -> ours.put(filter.number(), filter.pattern()));
        assertThat(ours).hasSize(15).containsExactlyInAnyOrderEntriesOf(benchmark());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("CloudWatch.1")
    void countInTheTrailsLogAndTellSomebodyOfTheFirst(CisFilter filter) {
        ResourceAssert one = STACK.only("aws_cloudwatch_log_metric_filter", "name", "payments-pr123-" + filter.id())
                .has("log_group_name", "the-log")
                .has("pattern", filter.pattern())
                .has("metric_transformation/value", "1")
                .has("metric_transformation/namespace", "payments-pr123-cis");
        STACK.only("aws_cloudwatch_metric_alarm", "alarm_name", "payments-pr123-" + filter.id())
                .has("namespace", "payments-pr123-cis")
                .has("metric_name", one.at("metric_transformation/name").asText())
                .has("statistic", "Sum")
                .has("period", 300)
                .has("threshold", 0)
                .has("comparison_operator", "GreaterThanThreshold")
                .has("alarm_actions", List.of("topic-arn"))
                .hasText("alarm_description", "(CIS " + filter.number() + ") above 0 in 5 min");
    }

    @Test
    void haveOneAlarmEach() {
        assertThat(STACK.all("aws_cloudwatch_log_metric_filter")).hasSize(15);
        assertThat(STACK.all("aws_cloudwatch_metric_alarm")).hasSize(15);
    }

    private static Map<String, String> benchmark() throws IOException {
        Map<String, String> patterns = new TreeMap<>();
        try (InputStream file = CisMetricFiltersSynthTest.class.getResourceAsStream("cis-patterns.tsv")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(columns -> patterns.put(columns[0], columns[2]));
        }
        return patterns;
    }
}
