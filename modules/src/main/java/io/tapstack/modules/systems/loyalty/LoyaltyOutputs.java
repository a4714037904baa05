package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.ssm.Output;
import io.tapstack.modules.ssm.Outputs;
import java.util.List;
import software.constructs.Construct;

/** What other teams need to know, as Terraform outputs and SSM parameters (C12); four of these have agreed paths (L7). */
final class LoyaltyOutputs {
    private LoyaltyOutputs() {}

    static void in(Construct scope, Deployment deployment, LoyaltyParts parts) {
        LoyaltyTables tables = parts.tables();
        LoyaltyOffers offers = parts.offers();
        LoyaltyQueues queues = parts.queues();
        List<Output> outputs = List.of(
                new Output(
                        "memberTableName",
                        "Name of the members table",
                        tables.members().name(),
                        "dynamodb/member-table-name"),
                new Output(
                        "memberTableArn",
                        "ARN of the members table",
                        tables.members().arn()),
                new Output(
                        "transactionsTableName",
                        "Name of the transactions table",
                        tables.transactions().name(),
                        "dynamodb/transactions-table-name"),
                new Output(
                        "transactionsTableArn",
                        "ARN of the transactions table",
                        tables.transactions().arn()),
                new Output(
                        "offersTableName",
                        "Name of the table of the days' offers",
                        tables.offers().name()),
                new Output(
                        "offersTopicArn",
                        "ARN of the topic that published offers go to",
                        offers.topic().arn(),
                        "sns/topic-arn"),
                new Output(
                        "emailEventsTopicArn",
                        "ARN of the topic that bounces and complaints go to",
                        offers.emailEvents().arn()),
                new Output(
                        "eventBusName",
                        "Name of the bus that offers are published on",
                        offers.bus().name()),
                new Output(
                        "eventBusArn",
                        "ARN of the bus that offers are published on",
                        offers.bus().arn()),
                new Output(
                        "senderAddress",
                        "Where e-mails come from",
                        offers.sender().address()),
                new Output(
                        "apiBaseUrl",
                        "URL that the API's paths are appended to",
                        parts.api().url(),
                        "api/base-url"),
                new Output("apiId", "Id of the REST API", parts.api().rest().id()),
                new Output(
                        "apiStage", "Stage of the REST API", parts.api().rest().stageName()),
                new Output("apiArn", "ARN of the REST API", parts.api().rest().arn()),
                new Output(
                        "userPoolId",
                        "Id of the members' user pool",
                        parts.users().id()),
                new Output(
                        "userPoolArn",
                        "ARN of the members' user pool",
                        parts.users().arn()),
                new Output(
                        "userPoolClientId",
                        "Id of the client that apps sign members in with",
                        parts.users().clientId()),
                new Output(
                        "apiLambdaArn",
                        "ARN of the function behind the API, at its live alias",
                        parts.apiFunction().aliasArn()),
                new Output(
                        "expiryLambdaArn",
                        "ARN of the function that takes expired points off, at its live alias",
                        parts.expiry().aliasArn()),
                new Output(
                        "offersLambdaArn",
                        "ARN of the function that publishes offers, at its live alias",
                        parts.offersFunction().aliasArn()),
                new Output(
                        "assetsBucketName",
                        "Name of the bucket of campaign assets",
                        parts.assets().name()),
                new Output(
                        "assetsBucketArn",
                        "ARN of the bucket of campaign assets",
                        parts.assets().arn()),
                new Output(
                        "kmsKeyArn",
                        "ARN of the key that encrypts the data",
                        parts.keys().data().arn()),
                new Output(
                        "expiryFailuresQueueUrl",
                        "URL of the queue of expired points that could not be taken off",
                        queues.expiry().url()),
                new Output(
                        "offersFailuresQueueUrl",
                        "URL of the queue of offers that could not be delivered",
                        queues.offers().url()),
                new Output(
                        "eventFailuresQueueUrl",
                        "URL of the queue of events that could not be delivered",
                        queues.events().url()),
                new Output(
                        "alertsTopicArn",
                        "ARN of the topic that alarms go to",
                        parts.alerts().arn()));
        new Outputs(scope, "outputs", new Outputs.Props(deployment, outputs));
    }
}
