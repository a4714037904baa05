package io.tapstack.modules.messaging;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.terraform.StackSettings;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C9")
final class TopicSynthTest {
    private static final EncryptionKey.Ref KEY =
            new EncryptionKey.Ref("arn:aws:kms:eu-central-1:123456789012:key/data");

    private final Synthesized synthesized = synth(DEPLOYMENT);

    @Test
    void isEncryptedWithTheGivenKey() {
        synthesized.only("aws_sns_topic").has("name", "payments-pr123-alerts").has("kms_master_key_id", KEY.arn());
    }

    @Test
    void refusesPlainTextToAnyone() {
        policy("RefusePlainText")
                .has("Effect", "Deny")
                .has("Principal/AWS", "*")
                .has("Action", "sns:Publish")
                .has("Condition/Bool/aws:SecureTransport", "false");
    }

    @Test
    void letsAlarmsOfThisAccountPublishAndNoOthers() {
        policy("AlarmsPublish")
                .has("Principal/Service", "cloudwatch.amazonaws.com")
                .has("Action", "sns:Publish")
                .has("Condition/StringEquals/aws:SourceAccount", "123456789012")
                .has("Condition/ArnLike/aws:SourceArn", "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:*");
    }

    @Test
    void isManagedByTheAccountOnly() {
        policy("AccountManages").has("Principal/AWS", "arn:aws:iam::123456789012:root");
    }

    @Test
    void tellsTheAccountsAddress() {
        synthesized.only("aws_sns_topic_subscription").has("protocol", "email").has("endpoint", "alerts@example.com");
    }

    @Test
    void tellsNobodyByEmailWhenThereIsNoAddress() {
        Account silent = new Account(
                ACCOUNT.id(),
                ACCOUNT.region(),
                ACCOUNT.stateBucket(),
                ACCOUNT.owner(),
                ACCOUNT.costCenter(),
                Optional.empty(),
                ACCOUNT.senderEmail(),
                ACCOUNT.domain());
        synth(new Deployment("payments", DEPLOYMENT.environment(), "pr123", silent, "confidential"))
                .none("aws_sns_topic_subscription");
    }

    @Test
    @Tag("B8")
    void isInTheEdgesRegionForAlarmsThere() {
        Synthesized edge = Synthesized.of(stack -> new Topic(
                stack,
                "edge-alerts",
                Topic.Props.edgeAlerts(DEPLOYMENT, KEY, StackSettings.usEast1(stack, DEPLOYMENT))));
        edge.only("aws_sns_topic").has("name", "payments-pr123-edge-alerts").has("kms_master_key_id", KEY.arn());
        edge.only("aws_sns_topic_policy")
                .statement("policy", "AlarmsPublish")
                .has("Condition/ArnLike/aws:SourceArn", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*");
        edge.only("aws_sns_topic_subscription").has("endpoint", "alerts@example.com");
        for (String type : List.of("aws_sns_topic", "aws_sns_topic_policy", "aws_sns_topic_subscription")) {
            edge.only(type).has("provider", "aws.us_east_1");
            synthesized.only(type).lacks("provider");
        }
    }

    @Test
    @Tag("L4")
    void letsRulesPublishWithoutAConditionWhereTheyAreASource() {
        Synthesized offers = Synthesized.of(stack -> new Topic(
                stack,
                "offers",
                new Topic.Props(DEPLOYMENT, "offers", KEY, List.of(Source.rules(DEPLOYMENT)), Optional.empty())));
        offers.none("aws_sns_topic_subscription");
        offers.only("aws_sns_topic").has("name", "payments-pr123-offers");
        offers.only("aws_sns_topic_policy")
                .statement("policy", "RulesPublish")
                .has("Principal/Service", "events.amazonaws.com")
                .has("Action", "sns:Publish")
                .lacks("Condition");
        assertThat(offers.only("aws_sns_topic_policy").json("policy").at("Statement"))
                .hasSize(3);
    }

    @Test
    @Tag("L5")
    void letsConfigurationSetsOfTheDeploymentPublishWhereTheyAreASource() {
        Synthesized.of(stack -> new Topic(
                        stack,
                        "email",
                        new Topic.Props(
                                DEPLOYMENT,
                                "email",
                                KEY,
                                List.of(Source.configurationSets(DEPLOYMENT)),
                                Optional.empty())))
                .only("aws_sns_topic_policy")
                .statement("policy", "ConfigurationSetsPublish")
                .has("Principal/Service", "ses.amazonaws.com")
                .has(
                        "Condition/ArnLike/aws:SourceArn",
                        "arn:aws:ses:eu-central-1:123456789012:configuration-set/payments-pr123-*");
    }

    private ResourceAssert policy(String sid) {
        return synthesized.only("aws_sns_topic_policy").statement("policy", sid);
    }

    private static Synthesized synth(Deployment deployment) {
        return Synthesized.of(stack -> new Topic(stack, "alerts", Topic.Props.alerts(deployment, KEY)));
    }
}
