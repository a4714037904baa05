package io.tapstack.modules.events;

import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTarget;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTargetDeadLetterConfig;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTargetRetryPolicy;
import io.tapstack.modules.messaging.Queue;
import software.constructs.Construct;

/** Where a rule's events go, and where those go that do not arrive. */
final class RuleTarget {
    private RuleTarget() {}

    /** A target that the caller may say more about before it builds it. */
    static CloudwatchEventTarget.Builder in(
            Construct scope, String rule, String arn, DeliverySettings delivery, Queue.Ref deadLetters) {
        return CloudwatchEventTarget.Builder.create(scope, "target")
                .rule(rule)
                .arn(arn)
                .retryPolicy(CloudwatchEventTargetRetryPolicy.builder()
                        .maximumRetryAttempts(delivery.retries())
                        .maximumEventAgeInSeconds(delivery.maximumEventAge().toSeconds())
                        .build())
                .deadLetterConfig(CloudwatchEventTargetDeadLetterConfig.builder()
                        .arn(deadLetters.arn())
                        .build());
    }
}
