package io.tapstack.modules.observability;

import com.hashicorp.cdktf.TerraformProvider;
import io.tapstack.modules.core.Deployment;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.constructs.Construct;

/** All alarms of a stack, one {@link MetricAlarm} for each spec. */
public final class Alarms extends Construct {

    /**
     * @param topicArn the alerts topic that all of them tell when trouble starts and when it ends
     * @param region the provider of the region that the metrics are in, with the topic, where that is not the stack's own
     */
    public record Props(
            Deployment deployment, String topicArn, List<AlarmSpec> specs, Optional<TerraformProvider> region) {
        public Props {
            specs = List.copyOf(specs);
            Set<String> ids = new HashSet<>();
            for (AlarmSpec spec : specs) {
                if (!ids.add(spec.id())) {
                    throw new IllegalArgumentException("two alarms are called " + spec.id());
                }
            }
        }

        /** In the stack's own region. */
        public Props(Deployment deployment, String topicArn, List<AlarmSpec> specs) {
            this(deployment, topicArn, specs, Optional.empty());
        }
    }

    public Alarms(Construct scope, String id, Props props) {
        super(scope, id);
        List<String> topic = List.of(props.topicArn);
        for (AlarmSpec spec : props.specs) {
            new MetricAlarm(this, spec.id(), new MetricAlarm.Props(props.deployment, spec, topic, topic, props.region));
        }
    }
}
