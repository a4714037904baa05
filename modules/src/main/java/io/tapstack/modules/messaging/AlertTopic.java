package io.tapstack.modules.messaging;

import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic_policy.SnsTopicPolicy;
import com.hashicorp.cdktf.providers.aws.sns_topic_subscription.SnsTopicSubscription;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import software.constructs.Construct;

/**
 * Where a system's alarms go (C9; FSBP SNS.1, SNS.4): encrypted, over TLS only, written by the account itself and by
 * CloudWatch alarms of this account. People are told by e-mail if the account has an address; AWS asks them to confirm.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">Example cases for Amazon SNS
 *     access control</a>
 */
public final class AlertTopic extends Construct {
    private final Ref ref;

    /** @param key its policy must let alarms in: {@link io.tapstack.modules.kms.ServiceAccess#alarms} */
    public record Props(Deployment deployment, EncryptionKey.Ref key) {}

    /**
     * What others may use of the topic.
     *
     * @param name the name itself, not a reference to it
     */
    public record Ref(String arn, String name) {}

    public AlertTopic(Construct scope, String id, Props props) {
        super(scope, id);
        Account account = props.deployment.account();
        String name = props.deployment.name("alerts");
        SnsTopic topic = SnsTopic.Builder.create(this, "topic")
                .name(name)
                .kmsMasterKeyId(props.key.arn())
                .build();
        String arn = topic.getArn();
        SnsTopicPolicy.Builder.create(this, "policy")
                .arn(arn)
                .policy(policy(account, arn).json())
                .build();
        account.alertEmail().ifPresent(address -> SnsTopicSubscription.Builder.create(this, "email")
                .topicArn(arn)
                .protocol("email")
                .endpoint(address)
                .build());
        this.ref = new Ref(arn, name);
    }

    public Ref ref() {
        return ref;
    }

    private static PolicyDocument policy(Account account, String arn) {
        return PolicyDocument.of(
                Statement.allow("AccountManages")
                        .byAws(account.iamArn("root"))
                        .to(
                                "sns:GetTopicAttributes",
                                "sns:SetTopicAttributes",
                                "sns:AddPermission",
                                "sns:RemovePermission",
                                "sns:DeleteTopic",
                                "sns:Subscribe",
                                "sns:ListSubscriptionsByTopic",
                                "sns:Publish")
                        .on(arn),
                Statement.allow("AlarmsPublish")
                        .byService("cloudwatch.amazonaws.com")
                        .to("sns:Publish")
                        .on(arn)
                        .when(
                                Condition.sourceAccount(account),
                                Condition.arnLike("aws:SourceArn", account.arn("cloudwatch", "alarm:*"))),
                // SNS refuses sns:* in a topic's policy; publishing is what carries data.
                Statement.deny("RefusePlainText")
                        .byAnyone()
                        .to("sns:Publish")
                        .on(arn)
                        .when(Condition.isFalse("aws:SecureTransport")));
    }
}
