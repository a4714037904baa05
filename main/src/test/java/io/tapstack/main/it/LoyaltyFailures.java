package io.tapstack.main.it;

import io.tapstack.main.localaws.EmulatorApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What can go wrong in the deployed loyalty system with nobody waiting for an answer, done on purpose. */
record LoyaltyFailures(DeployedLoyalty loyalty) {
    private static final String MEMBER = "6b0f4f8e-7a51-4d3b-9c7e-0d9d6c1f2a3b";
    private static final String CLOSED = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "RootOnly", "Effect": "Allow", "Action": "sns:Publish",
              "Resource": "*", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}""";

    /**
     * An asynchronous path.
     *
     * @param queue purpose of the one in which a failure on it ends
     * @param message part of what is to be found there
     * @param failure makes it fail
     */
    record Path(String name, String queue, String message, Consumer<LoyaltyFailures> failure) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Path> paths() {
        return List.of(
                new Path("a call of the API's function", "api-failures", "to api", on -> on.call("api")),
                new Path("a call of the expiry function", "expiry-failures", "to expiry", on -> on.call("expiry")),
                new Path("a call of the offers function", "offers-failures", "to offers", on -> on.call("offers")),
                new Path(
                        "the stream to the expiry function",
                        "expiry-failures",
                        "DDBStreamBatchInfo",
                        LoyaltyFailures::expireWhatIsNoEarning),
                new Path(
                        "an offer to a member", "offers-failures", "OfferNotDelivered", LoyaltyFailures::giveAnOfferUp),
                new Path(
                        "the schedule to the offers function",
                        "event-failures",
                        "Scheduled Event",
                        LoyaltyFailures::lockTheScheduleOut),
                new Path(
                        "the bus to the offers topic",
                        "event-failures",
                        "OfferPublished",
                        LoyaltyFailures::lockTheRuleOut));
    }

    /** Calls a function with what it cannot take for an event. */
    private void call(String purpose) {
        invoke(purpose, "\"to " + purpose + "\"");
    }

    private void invoke(String purpose, String event) {
        try (LambdaClient lambda = loyalty.account().client(LambdaClient.builder())) {
            lambda.invoke(request -> request.functionName(loyalty.system().name(purpose))
                    .qualifier("live")
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(event)));
        }
    }

    private void expireWhatIsNoEarning() {
        String table = loyalty.output("transactionsTableName");
        put(table, Map.of("transactionId", text("no-earning"), "expirationTime", number(1)));
        try {
            new Expiry(loyalty.account(), table).expireAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A day ends with an offer that could not be delivered; the next day's run reports it. */
    private void giveAnOfferUp() {
        String table = loyalty.output("offersTableName");
        Map<String, AttributeValue> run = Map.of(
                "runDate", text("2001-01-01"),
                "recordId", text("RUN"),
                "runState", text("RETRYING"),
                "invocation", text("former"),
                "activeSince", number(0),
                "leaseUntil", number(0));
        put(table, run);
        put(table, Map.of("runDate", text("2001-01-01"), "recordId", text("FAILED#" + MEMBER), "attempts", number(2)));
        invoke("offers", "{\"time\":\"2001-01-02T06:00:00Z\"}");
    }

    private void lockTheScheduleOut() {
        String schedule = loyalty.system().name("offers-schedule");
        try (LambdaClient lambda = loyalty.account().client(LambdaClient.builder())) {
            lambda.removePermission(
                    request -> request.functionName(loyalty.system().name("offers"))
                            .qualifier("live")
                            .statementId("ScheduleCallsFunction"));
        }
        EmulatorApi emulator = new EmulatorApi(loyalty.account().root());
        emulator.rules().stream()
                .filter(rule -> rule.name().equals(schedule))
                .forEach(rule -> emulator.fire(rule, Optional.empty()));
    }

    private void lockTheRuleOut() {
        try (SnsClient sns = loyalty.account().client(SnsClient.builder());
                EventBridgeClient events = loyalty.account().client(EventBridgeClient.builder())) {
            sns.setTopicAttributes(request -> request.topicArn(loyalty.output("offersTopicArn"))
                    .attributeName("Policy")
                    .attributeValue(CLOSED));
            events.putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                    .eventBusName(loyalty.output("eventBusName"))
                    .source("tapstack.loyalty")
                    .detailType("OfferPublished")
                    .detail("{}")
                    .build()));
        }
    }

    /** The bodies of messages that are in a queue and were not asked for lately. */
    List<String> received(String queue) {
        try (SqsClient sqs = loyalty.account().client(SqsClient.builder())) {
            return sqs
                    .receiveMessage(request -> request.queueUrl(loyalty.system().queueUrl(sqs, queue))
                            .maxNumberOfMessages(10))
                    .messages()
                    .stream()
                    .map(Message::body)
                    .toList();
        }
    }

    private void put(String table, Map<String, AttributeValue> item) {
        try (DynamoDbClient dynamo = loyalty.account().client(DynamoDbClient.builder())) {
            dynamo.putItem(request -> request.tableName(table).item(item));
        }
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
