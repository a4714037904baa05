package io.tapstack.modules.events;

import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Json;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Sid;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.messaging.Queue;
import java.util.Map;
import software.constructs.Construct;

/**
 * Calls a function with each matching event of a service, with a permission for this rule only (S9). The rule is on the
 * account's default bus, where AWS's services tell what happens.
 */
public final class FunctionRule extends Construct {
    private final Ref ref;

    /**
     * @param purpose goes into the rule's name: {@code noncompliance}
     * @param description which events the function gets
     * @param pattern the event pattern, to be written as JSON
     * @param deadLetters gets events that do not reach the function; its policy must let rules in:
     *     {@link io.tapstack.modules.messaging.Source#rules}
     */
    public record Props(
            Deployment deployment,
            String purpose,
            String description,
            Map<String, Object> pattern,
            JavaFunction.Ref function,
            DeliverySettings delivery,
            Queue.Ref deadLetters) {
        public Props {
            Problems.refuse(purpose, delivery);
            pattern = Map.copyOf(pattern);
        }
    }

    /** What others may use of the rule. */
    public record Ref(String purpose, String ruleName) {}

    public FunctionRule(Construct scope, String id, Props props) {
        super(scope, id);
        CloudwatchEventRule rule = CloudwatchEventRule.Builder.create(this, "rule")
                .name(props.deployment.name(props.purpose))
                .description(props.description)
                .eventPattern(Json.text(props.pattern))
                .build();
        // Several rules may call one function.
        String statementId = Sid.of("RuleCalls", props.purpose);
        RuleTarget.function(this, rule, statementId, props.function, props.delivery, props.deadLetters);
        this.ref = new Ref(props.purpose, rule.getName());
    }

    public Ref ref() {
        return ref;
    }
}
