package io.tapstack.modules.observability;

import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarmMetricQuery;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarmMetricQueryMetric;
import io.tapstack.modules.core.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** A CloudWatch alarm, and what it does when trouble starts and when it ends (C9). */
public final class MetricAlarm extends Construct {

    /**
     * @param alarmActions what is told or carried out when trouble starts: ARNs of topics, whose policies let CloudWatch
     *     publish, and of scaling policies
     * @param okActions likewise, when it ends
     * @param region the provider of the region that the metrics are in, with all topics, where that is not the stack's
     *     own
     */
    public record Props(
            Deployment deployment,
            AlarmSpec spec,
            List<String> alarmActions,
            List<String> okActions,
            Optional<TerraformProvider> region) {
        public Props {
            alarmActions = List.copyOf(alarmActions);
            okActions = List.copyOf(okActions);
        }
    }

    public MetricAlarm(Construct scope, String id, Props props) {
        super(scope, id);
        AlarmSpec spec = props.spec;
        Deployment deployment = props.deployment;
        CloudwatchMetricAlarm.Builder alarm = CloudwatchMetricAlarm.Builder.create(this, "alarm")
                .provider(props.region.orElse(null))
                .alarmName(deployment.name(spec.id()))
                .alarmDescription(spec.description(deployment.environment().id()))
                .comparisonOperator(spec.threshold().side().operator())
                .threshold(spec.threshold().value())
                .evaluationPeriods(spec.window().periods())
                .datapointsToAlarm(spec.window().breaching())
                .treatMissingData(spec.silence().id())
                .alarmActions(props.alarmActions)
                .okActions(props.okActions);
        if (spec.metrics().size() == 1) {
            watch(alarm, spec.metrics().get(0), spec.window());
        } else {
            alarm.metricQuery(queries(spec));
        }
        alarm.build();
    }

    private static void watch(CloudwatchMetricAlarm.Builder alarm, Metric metric, Window window) {
        alarm.namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(metric.dimensions())
                .period(window.period().toSeconds());
        if (metric.statistic().isExtended()) {
            // A p99 has few samples below 1000, which most periods have: ignored, they would never raise the alarm.
            alarm.extendedStatistic(metric.statistic().id()).evaluateLowSampleCountPercentiles("evaluate");
        } else {
            alarm.statistic(metric.statistic().id());
        }
    }

    /** FILL, because a metric without data would take the whole sum away with it. */
    private static List<CloudwatchMetricAlarmMetricQuery> queries(AlarmSpec spec) {
        List<CloudwatchMetricAlarmMetricQuery> queries = new ArrayList<>();
        queries.add(CloudwatchMetricAlarmMetricQuery.builder()
                .id("total")
                .label(spec.subject())
                .expression(spec.expression().orElse("SUM(FILL(METRICS(), 0))"))
                .returnData(true)
                .build());
        for (Metric metric : spec.metrics()) {
            queries.add(CloudwatchMetricAlarmMetricQuery.builder()
                    .id("m" + queries.size())
                    .metric(CloudwatchMetricAlarmMetricQueryMetric.builder()
                            .namespace(metric.namespace())
                            .metricName(metric.name())
                            .dimensions(metric.dimensions())
                            .period(spec.window().period().toSeconds())
                            .stat(metric.statistic().id())
                            .build())
                    .build());
        }
        return queries;
    }
}
