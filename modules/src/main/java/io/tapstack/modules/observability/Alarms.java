package io.tapstack.modules.observability;

import io.tapstack.modules.core.Deployment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.constructs.Construct;

/** All alarms of a stack, one {@link MetricAlarm} for each spec. */
public final class Alarms extends Construct {

    /** @param topicArn the alerts topic that all of them tell */
    public record Props(Deployment deployment, String topicArn, List<AlarmSpec> specs) {
        public Props {
            specs = List.copyOf(specs);
            Set<String> ids = new HashSet<>();
            for (AlarmSpec spec : specs) {
                if (!ids.add(spec.id())) {
                    throw new IllegalArgumentException("two alarms are called " + spec.id());
                }
            }
        }
    }

    public Alarms(Construct scope, String id, Props props) {
        super(scope, id);
        for (AlarmSpec spec : props.specs) {
            new MetricAlarm(this, spec.id(), new MetricAlarm.Props(props.deployment, props.topicArn, spec));
        }
    }
}
