package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.ssm.Output;
import io.tapstack.modules.ssm.Outputs;
import java.util.List;
import software.constructs.Construct;

/** What the other systems and teams need to know, as Terraform outputs and SSM parameters (S12). */
final class SecurityOutputs {
    private SecurityOutputs() {}

    static void in(Construct scope, Deployment deployment, SecurityParts parts) {
        SecurityKeys keys = parts.keys();
        SecurityBuckets buckets = parts.buckets();
        List<Output> outputs = List.of(
                new Output(
                        "permissionBoundaryArn",
                        "ARN of the boundary that every role carries",
                        deployment.permissionBoundaryArn()),
                new Output(
                        "alertsTopicArn",
                        "ARN of the topic that alarms and findings go to",
                        parts.alerts().arn()),
                new Output(
                        "reportsTopicArn",
                        "ARN of the topic that the remediation reports to",
                        parts.reports().arn()),
                new Output(
                        "accessLogBucketName",
                        "Name of the bucket of access logs",
                        buckets.accessLogs().name()),
                new Output(
                        "trailBucketName",
                        "Name of the bucket of the trail's files",
                        buckets.trail().name()),
                new Output(
                        "configBucketName",
                        "Name of the bucket of AWS Config's records",
                        buckets.config().name()),
                new Output("dataKeyArn", "ARN of the key of data", keys.data().arn()),
                new Output(
                        "logsKeyArn",
                        "ARN of the key of log groups",
                        keys.logs().arn()),
                new Output(
                        "secretsKeyArn",
                        "ARN of the key of secrets",
                        keys.secrets().arn()),
                new Output(
                        "trailKeyArn",
                        "ARN of the key of the trail",
                        keys.trail().arn()),
                new Output("trailArn", "ARN of the trail", parts.trail().arn()),
                new Output(
                        "trailLogGroupName",
                        "Name of the log group of the trail's events",
                        parts.trail().logGroup().name()),
                new Output("vpcId", "Id of the isolated VPC", parts.network().vpcId()),
                new Output(
                        "dbEndpoint",
                        "Host name of the database whose user is rotated",
                        parts.database().address()),
                new Output("dbPort", "Port of the database", parts.database().port()),
                new Output("dbName", "Name of the database", parts.database().databaseName()),
                new Output("dbArn", "ARN of the database", parts.database().arn()),
                new Output(
                        "dbUserCredentialsArn",
                        "ARN of the rotated credentials of the database's user",
                        parts.user().secretArn()),
                new Output(
                        "rotationLambdaArn",
                        "ARN of the function that rotates, at its live alias",
                        parts.user().function().aliasArn()),
                new Output(
                        "remediationLambdaArn",
                        "ARN of the function that puts things in order, at its live alias",
                        parts.remediation().function().aliasArn()),
                new Output(
                        "remediationTableName",
                        "Name of the remediation's state table",
                        parts.remediation().table().name()),
                new Output(
                        "remediationFailuresQueueUrl",
                        "URL of the queue of events that the remediation failed on",
                        parts.queues().remediation().url()),
                new Output(
                        "eventFailuresQueueUrl",
                        "URL of the queue of events that could not be delivered",
                        parts.queues().events().url()));
        new Outputs(scope, "outputs", new Outputs.Props(deployment, outputs));
    }
}
