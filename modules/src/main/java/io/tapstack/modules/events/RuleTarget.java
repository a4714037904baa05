package io.tapstack.modules.events;

import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTarget;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTargetDeadLetterConfig;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTargetRetryPolicy;
import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.messaging.Queue;
import java.util.List;
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

    /**
     * A function, which the rule alone may call for it.
     *
     * @param statementId of the permission; one function may have several
     */
    static void function(
            Construct scope,
            CloudwatchEventRule rule,
            String statementId,
            JavaFunction.Ref function,
            DeliverySettings delivery,
            Queue.Ref deadLetters) {
        LambdaPermission permission = LambdaPermission.Builder.create(scope, "permission")
                .statementId(statementId)
                .action("lambda:InvokeFunction")
                .functionName(function.name())
                .qualifier(function.aliasName())
                .principal("events.amazonaws.com")
                .sourceArn(rule.getArn())
                .build();
        in(scope, rule.getName(), function.aliasArn(), delivery, deadLetters)
                // Else the first events would be refused.
                .dependsOn(List.of(permission))
                .build();
    }
}
