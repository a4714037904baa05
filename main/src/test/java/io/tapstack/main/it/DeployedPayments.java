package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * What the API of AWS says of a deployed payments system, in one environment.
 *
 * @param environment whose names the resources carry, as environment and as suffix
 */
record DeployedPayments(EmulatedAccount account, JsonNode outputs, String environment) {
    private String output(String name) {
        JsonNode output = outputs.path(name);
        return (output.isObject() ? output.path("value") : output).asText();
    }

    void tableIsComplete() {
        try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder())) {
            String name = output("dynamoTableName");
            TableDescription table =
                    dynamo.describeTable(request -> request.tableName(name)).table();
            assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
            assertThat(table.globalSecondaryIndexes())
                    .extracting(index -> index.indexName() + " "
                            + index.keySchema().get(0).attributeName() + " "
                            + index.keySchema().get(1).attributeName() + " "
                            + index.projection().projectionType())
                    .containsExactlyInAnyOrder(
                            "UserIdIndex userId timestamp " + ProjectionType.ALL,
                            "StatusIndex status timestamp " + ProjectionType.ALL);
            var ttl = dynamo.describeTimeToLive(request -> request.tableName(name))
                    .timeToLiveDescription();
            assertThat(ttl.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
            assertThat(ttl.attributeName()).isEqualTo("expirationTime");
        }
    }

    boolean tableIsProtected() {
        try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder())) {
            return dynamo.describeTable(request -> request.tableName(output("dynamoTableName")))
                    .table()
                    .deletionProtectionEnabled();
        }
    }

    /** The database, with what holds in every environment asserted already. */
    DBInstance database() {
        try (RdsClient rds = account.client(RdsClient.builder())) {
            DBInstance database = rds.describeDBInstances(request -> request.dbInstanceIdentifier(name("db")))
                    .dbInstances()
                    .get(0);
            assertThat(database.engineVersion()).startsWith("17");
            assertThat(database.allocatedStorage()).isEqualTo(20);
            assertThat(database.maxAllocatedStorage()).isEqualTo(100);
            assertThat(database.copyTagsToSnapshot()).isTrue();
            assertThat(database.masterUserSecret().kmsKeyId()).isNotEqualTo(output("kmsKeyId"));
            assertThat(database.enabledCloudwatchLogsExports()).containsExactlyInAnyOrder("postgresql", "upgrade");
            assertThat(database.preferredBackupWindow()).isEqualTo("03:00-04:00");
            assertThat(database.preferredMaintenanceWindow()).isEqualTo("sun:04:00-sun:05:00");
            assertThat(database.iamDatabaseAuthenticationEnabled()).isTrue();
            return database;
        }
    }

    void keysHaveAliases(int aliases) {
        try (KmsClient kms = account.client(KmsClient.builder())) {
            List<AliasListEntry> ours = kms.listAliasesPaginator().aliases().stream()
                    .filter(alias -> alias.aliasName().startsWith("alias/payment-")
                            && alias.aliasName().endsWith("-" + environment))
                    .toList();
            assertThat(ours).hasSize(aliases);
            assertThat(ours).extracting(AliasListEntry::aliasName).contains("alias/payment-rds-" + environment);
        }
    }

    /** The audit bucket, complete as C10 wants it. */
    void auditBucketIsComplete(int glacierDays, int deepArchiveDays) {
        String bucket = output("auditBucketName");
        assertThat(bucket).startsWith("payments-" + environment + "-audit-");
        DeployedBucket complete = new DeployedBucket(account, bucket);
        complete.isComplete("payments-" + environment + "-access-logs-");
        LifecycleRule rule = complete.lifecycle();
        assertThat(rule.transitions())
                .extracting(transition -> Map.entry(transition.storageClass(), transition.days()))
                .containsExactlyInAnyOrder(
                        Map.entry(TransitionStorageClass.GLACIER, glacierDays),
                        Map.entry(TransitionStorageClass.DEEP_ARCHIVE, deepArchiveDays));
        assertThat(rule.noncurrentVersionExpiration().noncurrentDays()).isEqualTo(90);
    }

    void functionsAreComplete(int concurrency) {
        List.of("api", "ledger", "migrations").forEach(purpose -> system().functionIsComplete(purpose, "failures"));
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            assertThat(lambda.getFunctionConcurrency(request -> request.functionName(name("api")))
                            .reservedConcurrentExecutions())
                    .isEqualTo(concurrency);
            assertThat(lambda.getFunctionConfiguration(request -> request.functionName(name("api")))
                            .memorySize())
                    .isEqualTo(512);
        }
    }

    void rolesHaveOnePolicy() {
        system().rolesHaveOnePolicy();
    }

    void alarmsAreDescribed() {
        system().alarmsAreDescribed(15);
        system().dashboardShows("AWS/RDS", "AWS/Lambda", "AWS/ApiGateway", "AWS/DynamoDB");
    }

    void auditLogsAreKept(int auditDays) {
        system().auditLogsAreKept(auditDays, 7);
    }

    DeployedSystem system() {
        return new DeployedSystem(account, "payments", environment);
    }

    /** No rule opens anything to the world, and each says what it is for. */
    void networkIsClosed() {
        try (Ec2Client ec2 = account.client(Ec2Client.builder())) {
            String vpc = output("vpcId");
            assertThat(ec2.describeInternetGateways().internetGateways())
                    .noneMatch(gateway -> gateway.attachments().stream()
                            .anyMatch(attachment -> attachment.vpcId().equals(vpc)));
            assertThat(ec2.describeSubnets().subnets())
                    .filteredOn(subnet -> subnet.vpcId().equals(vpc))
                    .hasSize(3)
                    .noneMatch(subnet -> subnet.mapPublicIpOnLaunch());
            List<String> groups = ec2.describeSecurityGroups().securityGroups().stream()
                    .filter(group -> vpc.equals(group.vpcId()))
                    .map(group -> group.groupId())
                    .toList();
            List<SecurityGroupRule> rules = ec2.describeSecurityGroupRules(request -> {}).securityGroupRules().stream()
                    .filter(rule -> groups.contains(rule.groupId()))
                    .toList();
            assertThat(rules).hasSize(6).allSatisfy(rule -> {
                assertThat(rule.cidrIpv4()).isNull();
                assertThat(rule.cidrIpv6()).isNull();
                assertThat(rule.description()).isNotBlank();
            });
            assertThat(ec2.describeVpcEndpoints().vpcEndpoints())
                    .filteredOn(endpoint -> endpoint.vpcId().equals(vpc))
                    .extracting(endpoint -> endpoint.serviceName().replaceAll(".*\\.", ""))
                    .containsExactlyInAnyOrder("s3", "dynamodb", "secretsmanager");
            assertThat(ec2.describeFlowLogs().flowLogs())
                    .filteredOn(log -> log.resourceId().equals(vpc))
                    .hasSize(1);
        }
    }

    void failuresQueueIsWatched() {
        system().queueIsWatched("failures");
    }

    /** Nothing of the system is left in the account. */
    void isGone() {
        system().isGone();
        try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder());
                RdsClient rds = account.client(RdsClient.builder());
                Ec2Client ec2 = account.client(Ec2Client.builder())) {
            assertThat(dynamo.listTables().tableNames()).isEmpty();
            assertThat(rds.describeDBInstances().dbInstances()).isEmpty();
            assertThat(ec2.describeVpcs().vpcs()).noneMatch(vpc -> vpc.vpcId().equals(output("vpcId")));
        }
    }

    private String name(String purpose) {
        return "payments-" + environment + "-" + purpose;
    }
}
