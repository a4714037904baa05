package io.tapstack.modules.cloudtrail;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilter;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilterMetricTransformation;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.logs.LogGroup;
import io.tapstack.modules.observability.AlarmSpec;
import io.tapstack.modules.observability.Metric;
import io.tapstack.modules.observability.Statistic;
import io.tapstack.modules.observability.Threshold;
import io.tapstack.modules.observability.Window;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * Counts in a trail's log group what the CIS benchmark 5.0 requires an alarm for (S7): a metric for each {@link CisFilter}, and
 * an alarm as soon as it counts one. Security Hub's CloudWatch.1 to .14 of CIS 1.4 compare other texts literally; no standard
 * that is enabled here has them.
 */
public final class CisMetricFilters extends Construct {
    private final Ref ref;

    /** @param trailLog where the trail's events are */
    public record Props(Deployment deployment, LogGroup.Ref trailLog) {}

    /**
     * What others may use of the filters.
     *
     * @param alarms one for each filter
     */
    public record Ref(List<AlarmSpec> alarms) {
        public Ref {
            alarms = List.copyOf(alarms);
        }
    }

    public CisMetricFilters(Construct scope, String id, Props props) {
        super(scope, id);
        // A copy's events would be counted twice in a namespace that both share.
        String namespace = props.deployment.name("cis");
        for (CisFilter filter : CisFilter.values()) {
            CloudwatchLogMetricFilter.Builder.create(this, filter.id())
                    .name(props.deployment.name(filter.id()))
                    .logGroupName(props.trailLog.name())
                    .pattern(filter.pattern())
                    .metricTransformation(CloudwatchLogMetricFilterMetricTransformation.builder()
                            .namespace(namespace)
                            .name(filter.id())
                            .value("1")
                            .build())
                    .build();
        }
        this.ref = new Ref(Stream.of(CisFilter.values())
                .map(filter -> alarm(namespace, filter))
                .toList());
    }

    public Ref ref() {
        return ref;
    }

    private static AlarmSpec alarm(String namespace, CisFilter filter) {
        return new AlarmSpec(
                filter.id(),
                filter.subject() + " (CIS " + filter.number() + ")",
                List.of(new Metric(namespace, filter.id(), Map.of(), Statistic.SUM)),
                Threshold.above(0),
                Window.FIRST);
    }
}
