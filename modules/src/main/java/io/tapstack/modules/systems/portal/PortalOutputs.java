package io.tapstack.modules.systems.portal;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.ssm.Output;
import io.tapstack.modules.ssm.Outputs;
import java.util.List;
import software.constructs.Construct;

/** What other teams need to know, as Terraform outputs and SSM parameters (B8, C12). */
final class PortalOutputs {
    private PortalOutputs() {}

    static void in(Construct scope, Deployment deployment, PortalParts parts) {
        PortalData data = parts.data();
        List<Output> outputs = List.of(
                new Output("siteUrl", "URL of the portal", parts.edge().url()),
                new Output(
                        "distributionId",
                        "Id of the CloudFront distribution",
                        parts.edge().distribution().id()),
                new Output(
                        "distributionDomainName",
                        "CloudFront's own name of the distribution",
                        parts.edge().distribution().domainName()),
                new Output(
                        "loadBalancerDnsName",
                        "AWS's own name of the load balancer, which answers CloudFront only",
                        parts.origin().loadBalancer().dnsName()),
                new Output(
                        "loadBalancerName",
                        "Name of the load balancer",
                        parts.origin().loadBalancer().name()),
                new Output(
                        "autoScalingGroupName",
                        "Name of the instances' Auto Scaling group",
                        parts.application().fleet().groupName()),
                new Output(
                        "siteBucketName",
                        "Name of the bucket of the page's files",
                        parts.edge().distribution().site().name()),
                new Output(
                        "artifactBucketName",
                        "Name of the bucket of what the instances run",
                        parts.buckets().artifacts().name()),
                new Output(
                        "accessLogBucketName",
                        "Name of the bucket of the buckets' access logs",
                        parts.buckets().accessLogs().name()),
                new Output("vpcId", "VPC of the portal", parts.network().vpcId()),
                new Output(
                        "dbEndpoint",
                        "Host of the portal's database",
                        data.database().address()),
                new Output(
                        "dbPort",
                        "Port of the portal's database",
                        data.database().port()),
                new Output(
                        "dbName",
                        "Name of the portal's database",
                        data.database().databaseName()),
                new Output(
                        "dbArn", "ARN of the portal's database", data.database().arn()),
                new Output(
                        "dbMasterSecretArn",
                        "ARN of the secret that holds the database's master password",
                        data.database().masterSecretArn()),
                new Output(
                        "dbUserCredentialsArn",
                        "ARN of the rotated credentials of the application's database user",
                        data.user().secretArn()),
                new Output(
                        "applicationLogGroup",
                        "Name of the application's log group",
                        parts.application().log().name()),
                new Output(
                        "migrationsLambdaArn",
                        "ARN of the function that migrates the schema, at its live alias",
                        data.migrations().aliasArn()),
                new Output(
                        "rotationLambdaArn",
                        "ARN of the function that rotates the user's password, at its live alias",
                        data.user().function().aliasArn()),
                new Output(
                        "kmsKeyArn",
                        "ARN of the portal's key",
                        parts.keys().data().arn()),
                new Output(
                        "edgeKmsKeyArn",
                        "ARN of the portal's key in the region of CloudFront's parts",
                        parts.keys().edge().arn()),
                new Output(
                        "failuresQueueUrl",
                        "URL of the queue of asynchronous calls that failed",
                        parts.failures().url()),
                new Output(
                        "alertsTopicArn",
                        "ARN of the topic that alarms go to",
                        parts.alerts().arn()),
                new Output(
                        "edgeAlertsTopicArn",
                        "ARN of the topic that the distribution's alarms go to, in their region",
                        parts.edgeAlerts().arn()));
        new Outputs(scope, "outputs", new Outputs.Props(deployment, outputs));
    }
}
