package io.tapstack.modules.messaging;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;

/**
 * An AWS service that may send to a topic or a queue, for resources of this account only. The exception is EventBridge in
 * a topic's policy: it does not tell SNS for which rule or account it publishes, and AWS accepts no {@code Condition}
 * there. A rule of another account that names the topic and may use its key could publish: subscribers must not trust a
 * message's content.
 *
 * @param what names the statement in the topic's or queue's policy: {@code Alarms}
 * @param service its principal
 * @param arn pattern of the resources on whose behalf it sends
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions">
 *     Using resource-based policies for EventBridge: Amazon SNS permissions</a>
 */
public record Source(String what, String service, Account account, String arn) {
    private static final String EVENT_BRIDGE = "events.amazonaws.com";

    /** Every CloudWatch alarm of the account. */
    public static Source alarms(Account account) {
        return new Source("Alarms", "cloudwatch.amazonaws.com", account, account.arn("cloudwatch", "alarm:*"));
    }

    /** The deployment's EventBridge rules, on whichever bus they are. */
    public static Source rules(Deployment deployment) {
        Account account = deployment.account();
        return new Source("Rules", EVENT_BRIDGE, account, account.arn("events", "rule/*" + deployment.name("*")));
    }

    /** The deployment's event buses themselves, which send away what they cannot decrypt. */
    public static Source eventBuses(Deployment deployment) {
        Account account = deployment.account();
        return new Source(
                "EventBuses", EVENT_BRIDGE, account, account.arn("events", "event-bus/" + deployment.name("*")));
    }

    /** The deployment's SES configuration sets, which tell what became of e-mails. */
    public static Source configurationSets(Deployment deployment) {
        Account account = deployment.account();
        return new Source(
                "ConfigurationSets",
                "ses.amazonaws.com",
                account,
                account.arn("ses", "configuration-set/" + deployment.name("*")));
    }

    Statement maySendTo(String queueArn) {
        return fenced(allow("Send", "sqs:SendMessage", queueArn));
    }

    Statement mayPublishTo(String topicArn) {
        Statement publish = allow("Publish", "sns:Publish", topicArn);
        return service.equals(EVENT_BRIDGE) ? publish : fenced(publish);
    }

    private Statement allow(String verb, String action, String on) {
        return Statement.allow(what + verb).byService(service).to(action).on(on);
    }

    private Statement fenced(Statement statement) {
        return statement.when(Condition.sourceAccount(account), Condition.arnLike("aws:SourceArn", arn));
    }
}
