package io.tapstack.modules.messaging;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;

/**
 * An AWS service that may send to a topic or a queue, for resources of this account only.
 *
 * @param what names the statement in the topic's or queue's policy: {@code Alarms}
 * @param service its principal
 * @param arn pattern of the resources on whose behalf it sends
 */
public record Source(String what, String service, Account account, String arn) {

    /** Every CloudWatch alarm of the account. */
    public static Source alarms(Account account) {
        return new Source("Alarms", "cloudwatch.amazonaws.com", account, account.arn("cloudwatch", "alarm:*"));
    }

    /** The deployment's EventBridge rules, on whichever bus they are. */
    public static Source rules(Deployment deployment) {
        Account account = deployment.account();
        return new Source(
                "Rules", "events.amazonaws.com", account, account.arn("events", "rule/*" + deployment.name("*")));
    }

    /** The deployment's event buses themselves, which send away what they cannot decrypt. */
    public static Source eventBuses(Deployment deployment) {
        Account account = deployment.account();
        return new Source(
                "EventBuses",
                "events.amazonaws.com",
                account,
                account.arn("events", "event-bus/" + deployment.name("*")));
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

    Statement may(String verb, String action, String on) {
        return Statement.allow(what + verb)
                .byService(service)
                .to(action)
                .on(on)
                .when(Condition.sourceAccount(account), Condition.arnLike("aws:SourceArn", arn));
    }
}
