package io.tapstack.modules.events;

import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTarget;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTargetInputTransformer;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Json;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Topic;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** Passes matching events of a bus on to a topic, each in its EventBridge envelope or as a message (L4). */
public final class TopicForwarding extends Construct {
    private final Ref ref;

    /**
     * @param purpose goes into the rule's name: {@code offers-published}
     * @param description which events are passed on
     * @param bus where the events are; the account's own, on which AWS's services tell what happens, when empty
     * @param pattern the event pattern, to be written as JSON
     * @param topic its policy must let rules in: {@link io.tapstack.modules.messaging.Source#rules}
     * @param deadLetters gets events that do not reach the topic; its policy must let rules in too
     * @param message what is published instead of the event
     */
    public record Props(
            Deployment deployment,
            String purpose,
            String description,
            Optional<EventBus.Ref> bus,
            Map<String, Object> pattern,
            Topic.Ref topic,
            DeliverySettings delivery,
            Queue.Ref deadLetters,
            Optional<Message> message) {
        public Props {
            Problems.refuse(purpose, delivery);
            pattern = Map.copyOf(pattern);
        }
    }

    /**
     * What others may use of the rule.
     *
     * @param busName its bus; the account's own when empty
     */
    public record Ref(String purpose, String ruleName, Optional<String> busName) {}

    public TopicForwarding(Construct scope, String id, Props props) {
        super(scope, id);
        CloudwatchEventRule.Builder rule = CloudwatchEventRule.Builder.create(this, "rule")
                .name(props.deployment.name(props.purpose))
                .description(props.description)
                .eventPattern(Json.text(props.pattern));
        props.bus.ifPresent(bus -> rule.eventBusName(bus.name()));
        String name = rule.build().getName();
        CloudwatchEventTarget.Builder target =
                RuleTarget.in(this, name, props.topic.arn(), props.delivery, props.deadLetters);
        props.bus.ifPresent(bus -> target.eventBusName(bus.name()));
        props.message.ifPresent(message -> target.inputTransformer(CloudwatchEventTargetInputTransformer.builder()
                .inputPaths(message.values())
                .inputTemplate(message.template())
                .build()));
        target.build();
        this.ref = new Ref(props.purpose, name, props.bus.map(EventBus.Ref::name));
    }

    public Ref ref() {
        return ref;
    }
}
