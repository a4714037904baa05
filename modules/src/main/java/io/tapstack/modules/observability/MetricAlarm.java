package io.tapstack.modules.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarmMetricQuery;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarmMetricQueryMetric;
import io.tapstack.modules.core.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * A CloudWatch alarm that tells a topic when trouble starts and when it ends (C9).
 *
 * <p>No data is no trouble: metrics such as errors and throttles are silent while all is well.
 */
public final class MetricAlarm extends Construct {

    /**
     * @param topicArn the alerts topic; its policy lets CloudWatch publish
     * @param policyArns scaling policies that are carried out, beside telling the topic, when trouble starts
     */
    public record Props(Deployment deployment, String topicArn, AlarmSpec spec, List<String> policyArns) {
        public Props {
            policyArns = List.copyOf(policyArns);
        }

        public Props(Deployment deployment, String topicArn, AlarmSpec spec) {
            this(deployment, topicArn, spec, List.of());
        }
    }

    public MetricAlarm(Construct scope, String id, Props props) {
        super(scope, id);
        AlarmSpec spec = props.spec;
        Deployment deployment = props.deployment;
        List<String> topic = List.of(props.topicArn);
        List<String> actions =
                Stream.concat(topic.stream(), props.policyArns.stream()).toList();
        CloudwatchMetricAlarm.Builder alarm = CloudwatchMetricAlarm.Builder.create(this, "alarm")
                .alarmName(deployment.name(spec.id()))
                .alarmDescription(spec.description(deployment.environment().id()))
                .comparisonOperator(spec.threshold().side().operator())
                .threshold(spec.threshold().value())
                .evaluationPeriods(spec.window().periods())
                .datapointsToAlarm(spec.window().breaching())
                .treatMissingData("notBreaching")
                .alarmActions(actions)
                .okActions(topic);
        if (spec.metrics().size() == 1) {
            watch(alarm, spec.metrics().get(0), spec.window());
        } else {
            alarm.metricQuery(sum(spec));
        }
        alarm.build();
    }

    private static void watch(CloudwatchMetricAlarm.Builder alarm, Metric metric, Window window) {
        alarm.namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(metric.dimensions())
                .period(window.period().toSeconds());
        if (metric.statistic().isExtended()) {
            // Few samples make no percentile: do not judge by them.
            alarm.extendedStatistic(metric.statistic().id()).evaluateLowSampleCountPercentiles("ignore");
        } else {
            alarm.statistic(metric.statistic().id());
        }
    }

    /** FILL, because a metric without data would take the whole sum away with it. */
    private static List<CloudwatchMetricAlarmMetricQuery> sum(AlarmSpec spec) {
        List<CloudwatchMetricAlarmMetricQuery> queries = new ArrayList<>();
        queries.add(CloudwatchMetricAlarmMetricQuery.builder()
                .id("total")
                .label(spec.subject())
                .expression("SUM(FILL(METRICS(), 0))")
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
