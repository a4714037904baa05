package io.tapstack.main.verify;

import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues, topics and their subscribers (C9, C13). */
final class MessagingChecks {
    static final List<Check> ALL = List.of(
            Check.of("queue-encryption", "aws_sqs_queue")
                    .promises(
                            "the queue is encrypted with the deployed key",
                            List.of("sqs:GetQueueAttributes"),
                            MessagingChecks::queue),
            Check.of("topic-encryption", "aws_sns_topic")
                    .promises(
                            "the topic is encrypted with the deployed key",
                            List.of("sns:GetTopicAttributes"),
                            MessagingChecks::topic),
            Check.of("subscription-confirmed", "aws_sns_topic_subscription")
                    .promises(
                            "the subscriber confirmed, so messages reach it",
                            List.of("sns:ListSubscriptionsByTopic"),
                            MessagingChecks::subscription));

    private MessagingChecks() {}

    private static Outcome queue(Subject queue) {
        return Outcome.key(
                queue.text("kms_master_key_id"),
                queue.client(SqsClient.builder())
                        .getQueueAttributes(request -> request.queueUrl(queue.text("url"))
                                .attributeNames(QueueAttributeName.KMS_MASTER_KEY_ID))
                        .attributes()
                        .get(QueueAttributeName.KMS_MASTER_KEY_ID));
    }

    private static Outcome topic(Subject topic) {
        return Outcome.key(
                topic.text("kms_master_key_id"),
                topic.client(SnsClient.builder())
                        .getTopicAttributes(request -> request.topicArn(topic.text("arn")))
                        .attributes()
                        .get("KmsMasterKeyId"));
    }

    /**
     * A list has the word "PendingConfirmation" in the place of the ARN until the subscriber confirms.
     *
     * @see "Deleting an Amazon SNS topic and subscription": SNS deletes unconfirmed ones after 48 hours
     */
    private static Outcome subscription(Subject subscription) {
        List<Subscription> found = subscription
                .client(SnsClient.builder())
                .listSubscriptionsByTopicPaginator(request -> request.topicArn(subscription.text("topic_arn")))
                .subscriptions()
                .stream()
                .filter(one -> one.protocol().equals(subscription.text("protocol"))
                        && one.endpoint().equals(subscription.text("endpoint")))
                .toList();
        if (found.isEmpty()) {
            return Outcome.failed("the topic has no such subscriber");
        }
        return found.stream().anyMatch(one -> one.subscriptionArn().startsWith("arn:"))
                ? Outcome.passed()
                : Outcome.failed(
                        "the subscriber has not confirmed",
                        "open the link in the e-mail of AWS; after 48 hours a deploy sends another");
    }
}
