package io.tapstack.modules.events;

import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.messaging.Queue;
import software.constructs.Construct;

/**
 * Calls a function at set times (L4), with a permission for this rule only (L9). The rule is on the account's default bus,
 * because no other knows schedules.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html">Creating a scheduled
 *     rule in EventBridge</a>
 */
public final class FunctionSchedule extends Construct {
    private final Ref ref;

    /**
     * @param purpose goes into the rule's name: {@code offers-schedule}
     * @param description what happens then
     * @param deadLetters gets events that do not reach the function; its policy must let rules in:
     *     {@link io.tapstack.modules.messaging.Source#rules}
     */
    public record Props(
            Deployment deployment,
            String purpose,
            String description,
            ScheduleSettings settings,
            JavaFunction.Ref function,
            Queue.Ref deadLetters) {
        public Props {
            Problems.refuse(purpose, settings);
        }
    }

    /** What others may use of a schedule. */
    public record Ref(String purpose, String ruleName) {}

    public FunctionSchedule(Construct scope, String id, Props props) {
        super(scope, id);
        CloudwatchEventRule rule = CloudwatchEventRule.Builder.create(this, "rule")
                .name(props.deployment.name(props.purpose))
                .description(props.description)
                .scheduleExpression(props.settings.expression())
                .build();
        RuleTarget.function(
                this, rule, "ScheduleCallsFunction", props.function, props.settings.delivery(), props.deadLetters);
        this.ref = new Ref(props.purpose, rule.getName());
    }

    public Ref ref() {
        return ref;
    }
}
