package io.tapstack.modules.kms;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.terraform.StackSettings;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C11")
final class EncryptionKeySynthTest {
    private static final KeySettings SETTINGS = new KeySettings(7, Protection.DISPOSABLE);

    @Test
    void rotatesEveryYear() {
        synth(SETTINGS).only("aws_kms_key").has("enable_key_rotation", true);
    }

    @Test
    void takesTheDeletionWindowFromSettings() {
        synth(new KeySettings(30, Protection.DISPOSABLE)).only("aws_kms_key").has("deletion_window_in_days", 30);
    }

    @Test
    void carriesTheAlias() {
        synth(SETTINGS).only("aws_kms_alias").has("name", "alias/payment-rds-pr123");
    }

    @Test
    void letsCloudWatchLogsInForThisAccountsLogGroupsOnly() {
        synth(SETTINGS)
                .only("aws_kms_key")
                .statement("policy", "CloudWatchLogs")
                .has("Principal/Service", "logs.eu-central-1.amazonaws.com")
                .has(
                        "Condition/ArnLike/kms:EncryptionContext:aws:logs:arn",
                        "arn:aws:logs:eu-central-1:123456789012:log-group:*");
    }

    @Test
    void refusesToBeDestroyedWhenProtected() {
        synth(new KeySettings(30, Protection.PROTECTED)).only("aws_kms_key").has("lifecycle/prevent_destroy", true);
    }

    @Test
    void refusesADeletionWindowOfSixDays() {
        assertThatThrownBy(() -> synth(new KeySettings(6, Protection.DISPOSABLE)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("key.deletionWindowDays must be 7..30, got 6");
    }

    /** SNS tells KMS neither the account nor the rule that EventBridge publishes for. */
    @Test
    @Tag("L4")
    void letsServicesInForTopicsQueuesAndBusesOfTheDeploymentOnly() {
        List<Statement> access = new ArrayList<>(ServiceAccess.eventBuses(DEPLOYMENT));
        access.add(ServiceAccess.topics(DEPLOYMENT, "events.amazonaws.com", "ses.amazonaws.com"));
        access.add(ServiceAccess.queues(DEPLOYMENT, "events.amazonaws.com"));
        ResourceAssert key = synth(SETTINGS, access).only("aws_kms_key");
        key.statement("policy", "Topics")
                .has("Principal/Service", List.of("events.amazonaws.com", "ses.amazonaws.com"))
                .has("Action", List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .has(
                        "Condition/ArnLike/kms:EncryptionContext:aws:sns:topicArn",
                        "arn:aws:sns:eu-central-1:123456789012:payments-pr123-*");
        key.statement("policy", "Queues")
                .has("Principal/Service", "events.amazonaws.com")
                .has(
                        "Condition/ArnLike/kms:EncryptionContext:aws:sqs:arn",
                        "arn:aws:sqs:eu-central-1:123456789012:payments-pr123-*");
        key.statement("policy", "EventBuses")
                .has(
                        "Condition/ArnLike/kms:EncryptionContext:aws:events:event-bus:arn",
                        "arn:aws:events:eu-central-1:123456789012:event-bus/payments-pr123-*");
        key.statement("policy", "EventBusesCheckKey")
                .has("Action", "kms:DescribeKey")
                .has("Condition/StringEquals/aws:SourceAccount", "123456789012");
    }

    @Test
    @Tag("B1")
    void letsAutoScalingOfThisAccountInForVolumesOnly() {
        ResourceAssert key = synth(SETTINGS, ServiceAccess.autoScaling(ACCOUNT)).only("aws_kms_key");
        for (String sid : List.of("AutoScalingVolumes", "AutoScalingGrantsToEbs")) {
            key.statement("policy", sid)
                    .has("Condition/StringEquals/kms:CallerAccount", "123456789012")
                    .has(
                            "Condition/ArnLike/aws:PrincipalArn",
                            "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/"
                                    + "AWSServiceRoleForAutoScaling");
        }
        key.statement("policy", "AutoScalingGrantsToEbs")
                .has("Action", "kms:CreateGrant")
                .has("Condition/Bool/kms:GrantIsForAWSResource", "true");
    }

    @Test
    @Tag("B1")
    void letsCloudFrontDecryptForDistributionsOfThisAccountOnly() {
        synth(SETTINGS, List.of(ServiceAccess.cloudFront(ACCOUNT)))
                .only("aws_kms_key")
                .statement("policy", "CloudFront")
                .has("Principal/Service", "cloudfront.amazonaws.com")
                .has("Action", "kms:Decrypt")
                .has("Condition/ArnLike/aws:SourceArn", "arn:aws:cloudfront::123456789012:distribution/*");
    }

    @Test
    @Tag("B4")
    void isInTheGivenRegionForTheLogsOfThatRegion() {
        Synthesized edge = Synthesized.of(stack -> new EncryptionKey(
                stack,
                "edge",
                new EncryptionKey.Props(
                        DEPLOYMENT,
                        SETTINGS,
                        "portal-edge-pr123",
                        "The edge's logs",
                        List.of(ServiceAccess.logs(ACCOUNT.edge())),
                        Optional.of(StackSettings.usEast1(stack, DEPLOYMENT)))));
        edge.only("aws_kms_alias").has("provider", "aws.us_east_1");
        edge.only("aws_kms_key")
                .has("provider", "aws.us_east_1")
                .statement("policy", "CloudWatchLogs")
                .has("Principal/Service", "logs.us-east-1.amazonaws.com")
                .has(
                        "Condition/ArnLike/kms:EncryptionContext:aws:logs:arn",
                        "arn:aws:logs:us-east-1:123456789012:log-group:*");
        synth(SETTINGS).only("aws_kms_key").lacks("provider");
        synth(SETTINGS).only("aws_kms_alias").lacks("provider");
    }

    private static Synthesized synth(KeySettings settings) {
        return synth(settings, List.of(ServiceAccess.logs(ACCOUNT)));
    }

    private static Synthesized synth(KeySettings settings, List<Statement> access) {
        return Synthesized.of(stack -> new EncryptionKey(
                stack,
                "rds",
                new EncryptionKey.Props(DEPLOYMENT, settings, "payment-rds-pr123", "Payments database", access)));
    }
}
