package io.tapstack.modules.compute;

import com.hashicorp.cdktf.providers.aws.autoscaling_policy.AutoscalingPolicy;
import com.hashicorp.cdktf.providers.aws.autoscaling_policy.AutoscalingPolicyStepAdjustment;
import com.hashicorp.cdktf.providers.aws.autoscaling_policy.AutoscalingPolicyTargetTrackingConfiguration;
import com.hashicorp.cdktf.providers.aws.autoscaling_policy.AutoscalingPolicyTargetTrackingConfigurationPredefinedMetricSpecification;
import io.tapstack.modules.alb.LoadBalancer;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.observability.AlarmSpec;
import io.tapstack.modules.observability.FleetAlarms;
import io.tapstack.modules.observability.MetricAlarm;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * When a fleet grows and shrinks (B6): out when its processors are busy, or when each instance has more requests than
 * it should; in only when its processors are idle and the requests are well below that. A policy that took away what
 * another has added would work against it.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scaling-multiple-policies.html">
 *     Multiple dynamic scaling policies</a>
 */
final class Scaling extends Construct {
    private static final int FAR_ABOVE = 15; // percentage points over the threshold
    private static final int FEW_PERCENT = 60; // of the requests that an instance should have

    private final Props props;

    record Props(
            Deployment deployment,
            FleetSettings settings,
            String groupName,
            LoadBalancer.Ref loadBalancer,
            String topicArn) {}

    Scaling(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        ScalingSettings scaling = props.settings.scaling();
        String out = step("out", List.of(between(0, FAR_ABOVE, 1), above(FAR_ABOVE, 2)));
        String in = step("in", List.of(below(0, -1)));
        AlarmSpec busy = FleetAlarms.cpuHigh("fleet", props.groupName, scaling.cpuHighPercent());
        AlarmSpec idle = FleetAlarms.cpuLow(
                "fleet",
                props.groupName,
                scaling.cpuLowPercent(),
                new FleetAlarms.Targets(
                        props.loadBalancer.arnSuffix(),
                        props.loadBalancer.target().arnSuffix()),
                Math.max(1, scaling.requestsPerMinute() * FEW_PERCENT / 100));
        alarm("cpu-high", busy, out);
        alarm("cpu-low", idle, in);
        followRequests(scaling.requestsPerMinute());
    }

    /** Tells the topic too (C9): once when it changes, however long it stays so. */
    private void alarm(String id, AlarmSpec spec, String policyArn) {
        new MetricAlarm(
                this,
                id,
                new MetricAlarm.Props(
                        props.deployment,
                        spec,
                        List.of(props.topicArn, policyArn),
                        List.of(props.topicArn),
                        Optional.empty()));
    }

    private String step(String direction, List<AutoscalingPolicyStepAdjustment> steps) {
        return policy("scale-" + direction)
                .policyType("StepScaling")
                .adjustmentType("ChangeInCapacity")
                .metricAggregationType("Average")
                .stepAdjustment(steps)
                .build()
                .getArn();
    }

    private static AutoscalingPolicyStepAdjustment between(int from, int to, int change) {
        return AutoscalingPolicyStepAdjustment.builder()
                .metricIntervalLowerBound(Integer.toString(from))
                .metricIntervalUpperBound(Integer.toString(to))
                .scalingAdjustment(change)
                .build();
    }

    private static AutoscalingPolicyStepAdjustment above(int from, int change) {
        return AutoscalingPolicyStepAdjustment.builder()
                .metricIntervalLowerBound(Integer.toString(from))
                .scalingAdjustment(change)
                .build();
    }

    private static AutoscalingPolicyStepAdjustment below(int to, int change) {
        return AutoscalingPolicyStepAdjustment.builder()
                .metricIntervalUpperBound(Integer.toString(to))
                .scalingAdjustment(change)
                .build();
    }

    private void followRequests(int requestsPerMinute) {
        String targetGroup = props.loadBalancer.arnSuffix()
                + "/"
                + props.loadBalancer.target().arnSuffix();
        policy("requests")
                .policyType("TargetTrackingScaling")
                .targetTrackingConfiguration(AutoscalingPolicyTargetTrackingConfiguration.builder()
                        .predefinedMetricSpecification(
                                AutoscalingPolicyTargetTrackingConfigurationPredefinedMetricSpecification.builder()
                                        .predefinedMetricType("ALBRequestCountPerTarget")
                                        .resourceLabel(targetGroup)
                                        .build())
                        .targetValue(requestsPerMinute)
                        .disableScaleIn(true)
                        .build())
                .build();
    }

    private AutoscalingPolicy.Builder policy(String purpose) {
        return AutoscalingPolicy.Builder.create(this, purpose)
                .name(props.deployment.name(purpose))
                .autoscalingGroupName(props.groupName);
    }
}
