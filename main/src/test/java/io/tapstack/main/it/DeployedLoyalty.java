package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What the API of AWS says of a deployed loyalty system, in one environment.
 *
 * @param environment whose names the resources carry, as environment and as suffix
 */
record DeployedLoyalty(EmulatedAccount account, JsonNode outputs, String environment) {
    private static final List<String> TABLES = List.of("members", "transactions", "idempotency", "offers");
    private static final List<String> QUEUES =
            List.of("api-failures", "expiry-failures", "offers-failures", "event-failures");

    String output(String name) {
        return outputs.at("/" + name + "/value").asText();
    }

    DeployedSystem system() {
        return new DeployedSystem(account, "loyalty", environment);
    }

    void tablesAreComplete() {
        table("members", List.of("OffersIndex offersTier lastActivityAt"), false);
        table("transactions", List.of("MemberIdIndex memberId timestamp"), true);
        table("idempotency", List.of(), true);
        table("offers", List.of(), true);
        try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder())) {
            assertThat(dynamo.listTables().tableNames())
                    .contains(output("memberTableName"), output("transactionsTableName"), output("offersTableName"));
        }
    }

    private void table(String purpose, List<String> indexes, boolean expires) {
        String name = system().name(purpose);
        try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder())) {
            TableDescription table =
                    dynamo.describeTable(request -> request.tableName(name)).table();
            assertThat(table.globalSecondaryIndexes())
                    .extracting(index -> index.indexName() + " "
                            + index.keySchema().get(0).attributeName() + " "
                            + index.keySchema().get(1).attributeName())
                    .containsExactlyInAnyOrderElementsOf(indexes);
            assertThat(dynamo.describeTimeToLive(request -> request.tableName(name))
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .as(name)
                    .isEqualTo(expires ? TimeToLiveStatus.ENABLED : TimeToLiveStatus.DISABLED);
        }
    }

    boolean tablesAreProtected() {
        try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder())) {
            return TABLES.stream()
                    .allMatch(purpose -> dynamo.describeTable(request -> request.tableName(system().name(purpose)))
                            .table()
                            .deletionProtectionEnabled());
        }
    }

    /** One key signs cursors, and cannot be rotated. */
    void cursorKeySigns() {
        try (KmsClient kms = account.client(KmsClient.builder())) {
            assertThat(key(kms, "cursor").keyUsage()).isEqualTo(KeyUsageType.GENERATE_VERIFY_MAC);
        }
    }

    private KeyMetadata key(KmsClient kms, String name) {
        return kms.describeKey(request -> request.keyId("alias/loyalty-" + name + "-" + environment))
                .keyMetadata();
    }

    /** The user pool, in which users are known by their address, have long passwords, and partners have a group. */
    UserPoolType strictUserPool() {
        try (CognitoIdentityProviderClient cognito = account.client(CognitoIdentityProviderClient.builder())) {
            UserPoolType pool = cognito.describeUserPool(request -> request.userPoolId(output("userPoolId")))
                    .userPool();
            assertThat(pool.usernameAttributesAsStrings()).containsExactly("email");
            assertThat(pool.policies().passwordPolicy().minimumLength()).isEqualTo(12);
            assertThat(cognito.listGroups(request -> request.userPoolId(output("userPoolId")))
                            .groups())
                    .extracting(GroupType::groupName)
                    .containsExactly("partners");
            assertThat(cognito.describeUserPoolClient(request ->
                                    request.userPoolId(output("userPoolId")).clientId(output("userPoolClientId")))
                            .userPoolClient()
                            .clientSecret())
                    .as("secret of a public client")
                    .isNull();
            return pool;
        }
    }

    /** How users may sign in. */
    List<String> signIn() {
        try (CognitoIdentityProviderClient cognito = account.client(CognitoIdentityProviderClient.builder())) {
            return cognito.describeUserPoolClient(
                            request -> request.userPoolId(output("userPoolId")).clientId(output("userPoolClientId")))
                    .userPoolClient()
                    .explicitAuthFlowsAsStrings();
        }
    }

    /** The schedule calls the function, the bus's rule passes offers on to the topic; both have a dead-letter queue. */
    void offersFindTheirWay(String schedule) {
        try (EventBridgeClient events = account.client(EventBridgeClient.builder());
                SnsClient sns = account.client(SnsClient.builder())) {
            var rule = events.describeRule(request -> request.name(system().name("offers-schedule")));
            assertThat(rule.scheduleExpression()).isEqualTo(schedule);
            target(events, "default", "offers-schedule", output("offersLambdaArn"));
            target(events, output("eventBusName"), "offers-to-topic", output("offersTopicArn"));
            assertThat(sns.getTopicAttributes(request -> request.topicArn(output("offersTopicArn")))
                            .attributes()
                            .get("Policy"))
                    .contains("aws:SecureTransport");
        }
    }

    private void target(EventBridgeClient events, String bus, String rule, String arn) {
        assertThat(events.listTargetsByRule(request -> request.eventBusName(bus).rule(system().name(rule)))
                        .targets())
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.arn()).isEqualTo(arn);
                    assertThat(target.deadLetterConfig().arn()).endsWith(":" + system().name("event-failures"));
                });
    }

    /** How long published offers can be replayed. */
    int archiveDays() {
        try (EventBridgeClient events = account.client(EventBridgeClient.builder())) {
            return events.describeArchive(request -> request.archiveName(system().name("offers")))
                    .retentionDays();
        }
    }

    void queuesAreWatched() {
        QUEUES.forEach(system()::queueIsWatched);
    }

    /** The assets bucket, complete as C10 wants it, with S3's own key. */
    void assetsBucketIsComplete(int noncurrentDays) {
        DeployedBucket assets = new DeployedBucket(account, output("assetsBucketName"));
        assets.isComplete("loyalty-" + environment + "-access-logs-");
        assertThat(assets.encryption().sseAlgorithm()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(assets.lifecycle().noncurrentVersionExpiration().noncurrentDays())
                .isEqualTo(noncurrentDays);
    }

    void functionsAreComplete(int apiConcurrency) {
        List.of("api", "expiry", "offers")
                .forEach(purpose -> system().functionIsComplete(purpose, purpose + "-failures"));
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            assertThat(lambda.getFunctionConcurrency(request -> request.functionName(system().name("api")))
                            .reservedConcurrentExecutions())
                    .isEqualTo(apiConcurrency);
        }
    }

    void rolesHaveOnePolicy() {
        system().rolesHaveOnePolicy();
    }

    void auditLogsAreKept(int auditDays) {
        system().auditLogsAreKept(auditDays, 5);
    }

    void alarmsAreDescribed() {
        system().alarmsAreDescribed(20);
        system().dashboardShows("AWS/Lambda", "AWS/ApiGateway", "AWS/DynamoDB", "AWS/SES", "AWS/SQS");
    }

    /** Messages that are in the queues of failures. */
    int failures() {
        try (SqsClient sqs = account.client(SqsClient.builder())) {
            return QUEUES.stream()
                    .map(purpose -> system().queueUrl(sqs, purpose))
                    .map(url -> sqs.getQueueAttributes(request -> request.queueUrl(url)
                                    .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                            .attributes()
                            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .mapToInt(Integer::parseInt)
                    .sum();
        }
    }

    /** Nothing of the system is left in the account. */
    void isGone() {
        system().isGone();
        try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder());
                EventBridgeClient events = account.client(EventBridgeClient.builder());
                CognitoIdentityProviderClient cognito = account.client(CognitoIdentityProviderClient.builder())) {
            assertThat(dynamo.listTables().tableNames()).isEmpty();
            assertThat(events.listEventBuses(request -> {}).eventBuses())
                    .noneMatch(bus -> bus.name().startsWith("loyalty-"));
            assertThat(events.listRules(request -> {}).rules()).isEmpty();
            assertThat(cognito.listUserPools(request -> request.maxResults(10)).userPools())
                    .isEmpty();
        }
    }
}
