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

    /**
     * @param purpose goes into the rule's name: {@code offers-published}
     * @param description which events are passed on
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

    public TopicForwarding(Construct scope, String id, Props props) {
        super(scope, id);
        CloudwatchEventRule rule = CloudwatchEventRule.Builder.create(this, "rule")
                .name(props.deployment.name(props.purpose))
                .description(props.description)
                .eventBusName(props.bus.name())
                .eventPattern(Json.text(props.pattern))
                .build();
        RuleTarget.in(this, rule.getName(), props.topic.arn(), props.delivery, props.deadLetters)
                .eventBusName(props.bus.name())
                .build();
    }
}
