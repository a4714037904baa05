package io.tapstack.modules.systems.payments;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.ssm.Output;
import io.tapstack.modules.ssm.Outputs;
import java.util.List;
import software.constructs.Construct;

/** What other teams need to know, as Terraform outputs and SSM parameters (P13, C12). */
final class PaymentsOutputs {
    private PaymentsOutputs() {}

    static void in(Construct scope, Deployment deployment, PaymentsParts parts) {
        List<Output> outputs = List.of(
                new Output(
                        "vpcId", "VPC of the payments system", parts.network().vpcId()),
                new Output(
                        "dbEndpoint",
                        "Host of the ledger database",
                        parts.database().address()),
                new Output(
                        "dbPort",
                        "Port of the ledger database",
                        parts.database().port()),
                new Output(
                        "dbName",
                        "Name of the ledger database",
                        parts.database().databaseName()),
                new Output(
                        "dbArn", "ARN of the ledger database", parts.database().arn()),
                new Output(
                        "dbMasterSecretArn",
                        "ARN of the secret that holds the database's master password",
                        parts.database().masterSecretArn()),
                new Output(
                        "kmsKeyId",
                        "ARN of the key that encrypts the database",
                        parts.keys().database().arn()),
                new Output(
                        "lambdaArn",
                        "ARN of the function behind the API, at its live alias",
                        parts.apiFunction().aliasArn()),
                new Output(
                        "lambdaName",
                        "Name of the function behind the API",
                        parts.apiFunction().name()),
                new Output(
                        "ledgerLambdaArn",
                        "ARN of the function that books payments, at its live alias",
                        parts.ledger().aliasArn()),
                new Output(
                        "ledgerLambdaName",
                        "Name of the function that books payments",
                        parts.ledger().name()),
                new Output(
                        "apiEndpoint",
                        "URL that the API's paths are appended to",
                        parts.api().url()),
                new Output("apiId", "Id of the REST API", parts.api().rest().id()),
                new Output(
                        "apiStage", "Stage of the REST API", parts.api().rest().stageName()),
                new Output("apiArn", "ARN of the REST API", parts.api().rest().arn()),
                new Output(
                        "dynamoTableName",
                        "Name of the payments table",
                        parts.tables().payments().name()),
                new Output(
                        "dynamoTableArn",
                        "ARN of the payments table",
                        parts.tables().payments().arn()),
                new Output(
                        "auditBucketName",
                        "Name of the audit bucket",
                        parts.audit().name()),
                new Output(
                        "auditBucketArn",
                        "ARN of the audit bucket",
                        parts.audit().arn()),
                new Output(
                        "failuresQueueUrl",
                        "URL of the queue that holds what could not be handled",
                        parts.failures().url()),
                new Output(
                        "alertsTopicArn",
                        "ARN of the topic that alarms go to",
                        parts.alerts().arn()));
        new Outputs(scope, "outputs", new Outputs.Props(deployment, outputs));
    }
}
