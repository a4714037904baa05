package io.tapstack.modules.messaging;

import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic_policy.SnsTopicPolicy;
import com.hashicorp.cdktf.providers.aws.sns_topic_subscription.SnsTopicSubscription;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * A topic that is encrypted, reached over TLS only, and written by the account itself and by the named services (C9;
 * FSBP SNS.1, SNS.4).
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">Example cases for Amazon SNS
 *     access control</a>
 */
public final class Topic extends Construct {
    private final Ref ref;

    /**
     * @param purpose goes into the topic's name: {@code offers}
     * @param key its policy must let the sources in, see {@link io.tapstack.modules.kms.ServiceAccess}
     * @param sources services that publish
     * @param email who is told by e-mail; AWS asks them to confirm
     * @param region the provider of the region that the topic is in, with its key, where that is not the stack's own
     */
    public record Props(
            Deployment deployment,
            String purpose,
            EncryptionKey.Ref key,
            List<Source> sources,
            Optional<String> email,
            Optional<TerraformProvider> region) {
        public Props {
            sources = List.copyOf(sources);
        }

        /** In the stack's own region. */
        public Props(
                Deployment deployment,
                String purpose,
                EncryptionKey.Ref key,
                List<Source> sources,
                Optional<String> email) {
            this(deployment, purpose, key, sources, email, Optional.empty());
        }

        /** Where a system's alarms go, and the account's address with them, if it has one (C9). */
        public static Props alerts(Deployment deployment, EncryptionKey.Ref key) {
            Account account = deployment.account();
            return new Props(deployment, "alerts", key, List.of(Source.alarms(account)), account.alertEmail());
        }

        /** Likewise for alarms of the edge, which tell topics of their own region only; see {@link Account#edge}. */
        public static Props edgeAlerts(Deployment deployment, EncryptionKey.Ref key, TerraformProvider usEast1) {
            Account edge = deployment.account().edge();
            return new Props(
                    deployment,
                    "edge-alerts",
                    key,
                    List.of(Source.alarms(edge)),
                    edge.alertEmail(),
                    Optional.of(usEast1));
        }
    }

    /**
     * What others may use of the topic.
     *
     * @param name the name itself, not a reference to it
     * @param publishableArn the ARN once the topic has its policy, for a service that tries the topic at once
     */
    public record Ref(String arn, String name, String keyArn, String publishableArn) {
        public TopicGrants grants() {
            return new TopicGrants(this);
        }
    }

    public Topic(Construct scope, String id, Props props) {
        super(scope, id);
        String name = props.deployment.name(props.purpose);
        TerraformProvider region = props.region.orElse(null);
        SnsTopic topic = SnsTopic.Builder.create(this, "topic")
                .provider(region)
                .name(name)
                .kmsMasterKeyId(props.key.arn())
                .build();
        String arn = topic.getArn();
        String publishableArn = SnsTopicPolicy.Builder.create(this, "policy")
                .provider(region)
                .arn(arn)
                .policy(policy(props, arn).json())
                .build()
                .getArn();
        props.email.ifPresent(address -> SnsTopicSubscription.Builder.create(this, "email")
                .provider(region)
                .topicArn(arn)
                .protocol("email")
                .endpoint(address)
                .build());
        this.ref = new Ref(arn, name, props.key.arn(), publishableArn);
    }

    public Ref ref() {
        return ref;
    }

    private static PolicyDocument policy(Props props, String arn) {
        return PolicyDocument.of(
                        Statement.allow("AccountManages")
                                .byAws(props.deployment.account().iamArn("root"))
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
                        // SNS refuses sns:* in a topic's policy; publishing is what carries data.
                        Statement.deny("RefusePlainText")
                                .byAnyone()
                                .to("sns:Publish")
                                .on(arn)
                                .when(Condition.isFalse("aws:SecureTransport")))
                .and(props.sources.stream()
                        .map(source -> source.mayPublishTo(arn))
                        .toList());
    }
}
