package io.tapstack.modules.events;

import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Json;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Topic;
import java.util.Map;
import software.constructs.Construct;

/** Passes matching events of a bus on to a topic, each in its EventBridge envelope (L4). */
public final class TopicForwarding extends Construct {
    private final Ref ref;

    /**
     * @param purpose goes into the rule's name: {@code offers-published}
     * @param description which events are passed on
     * @param bus where the events are
     * @param pattern the event pattern, to be written as JSON
     * @param topic its policy must let rules in: {@link io.tapstack.modules.messaging.Source#rules}
     * @param deadLetters gets events that do not reach the topic; its policy must let rules in too
     */
    public record Props(
            Deployment deployment,
            String purpose,
            String description,
            EventBus.Ref bus,
            Map<String, Object> pattern,
            Topic.Ref topic,
            DeliverySettings delivery,
            Queue.Ref deadLetters) {
        public Props {
            Problems.refuse(purpose, delivery);
            pattern = Map.copyOf(pattern);
        }
    }

    /** What others may use of the rule. */
    public record Ref(String purpose, String ruleName, String busName) {}

    public TopicForwarding(Construct scope, String id, Props props) {
        super(scope, id);
        String bus = props.bus.name();
        String name = CloudwatchEventRule.Builder.create(this, "rule")
                .name(props.deployment.name(props.purpose))
                .description(props.description)
                .eventPattern(Json.text(props.pattern))
                .eventBusName(bus)
                .build()
                .getName();
        RuleTarget.in(this, name, props.topic.arn(), props.delivery, props.deadLetters)
                .eventBusName(bus)
                .build();
        this.ref = new Ref(props.purpose, name, bus);
    }

    public Ref ref() {
        return ref;
    }
}
