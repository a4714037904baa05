package io.tapstack.main.it;

import io.tapstack.main.terraform.StackState.Resource;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Of what holds data or passes it on. */
final class DataBreakages {
    static final Map<String, Breakage> ALL = Map.ofEntries(
            Map.entry("key-enabled", (account, key, kept) -> {
                try (KmsClient kms = account.client(KmsClient.builder())) {
                    if (kept) {
                        kms.enableKey(request -> request.keyId(key.text("key_id")));
                    } else {
                        kms.disableKey(request -> request.keyId(key.text("key_id")));
                    }
                }
            }),
            Map.entry("key-rotation", (account, key, kept) -> {
                try (KmsClient kms = account.client(KmsClient.builder())) {
                    if (kept) {
                        kms.enableKeyRotation(request -> request.keyId(key.text("key_id")));
                    } else {
                        kms.disableKeyRotation(request -> request.keyId(key.text("key_id")));
                    }
                }
            }),
            Map.entry("table-protection", (account, table, kept) -> {
                boolean promised =
                        table.attributes().path("deletion_protection_enabled").asBoolean();
                try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder())) {
                    dynamo.updateTable(request ->
                            request.tableName(table.text("name")).deletionProtectionEnabled(promised == kept));
                }
            }),
            Map.entry("table-recovery", (account, table, kept) -> {
                try (DynamoDbClient dynamo = account.client(DynamoDbClient.builder())) {
                    dynamo.updateContinuousBackups(request -> request.tableName(table.text("name"))
                            .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(kept)));
                }
            }),
            Map.entry("queue-encryption", (account, queue, kept) -> {
                try (SqsClient sqs = account.client(SqsClient.builder())) {
                    sqs.setQueueAttributes(request -> request.queueUrl(queue.text("url"))
                            .attributes(Map.of(
                                    QueueAttributeName.KMS_MASTER_KEY_ID,
                                    kept ? queue.text("kms_master_key_id") : "alias/aws/sqs")));
                }
            }),
            Map.entry("topic-encryption", (account, topic, kept) -> {
                try (SnsClient sns = account.client(SnsClient.builder())) {
                    sns.setTopicAttributes(request -> request.topicArn(topic.text("arn"))
                            .attributeName("KmsMasterKeyId")
                            .attributeValue(kept ? topic.text("kms_master_key_id") : "alias/aws/sns"));
                }
            }),
            Map.entry("mapping-enabled", (account, mapping, kept) -> {
                try (LambdaClient lambda = account.client(LambdaClient.builder())) {
                    lambda.updateEventSourceMapping(
                            request -> request.uuid(mapping.text("uuid")).enabled(kept));
                }
            }),
            Map.entry(
                    "database-protection",
                    (account, database, kept) -> modify(
                            account,
                            database,
                            change -> change.deletionProtection(flag(database, "deletion_protection") == kept))),
            Map.entry(
                    "database-redundancy",
                    (account, database, kept) ->
                            modify(account, database, change -> change.multiAZ(flag(database, "multi_az") == kept))),
            Map.entry(
                    "database-private",
                    (account, database, kept) -> modify(account, database, change -> change.publiclyAccessible(!kept))),
            Map.entry(
                    "database-backups",
                    (account, database, kept) -> modify(
                            account,
                            database,
                            change -> change.backupRetentionPeriod(database.attributes()
                                            .path("backup_retention_period")
                                            .asInt()
                                    + (kept ? 0 : 1)))));

    private DataBreakages() {}

    private static void modify(
            EmulatedAccount account, Resource database, Consumer<ModifyDbInstanceRequest.Builder> change) {
        try (RdsClient rds = account.client(RdsClient.builder())) {
            rds.modifyDBInstance(request -> {
                request.dbInstanceIdentifier(database.text("identifier")).applyImmediately(true);
                change.accept(request);
            });
        }
    }

    private static boolean flag(Resource resource, String attribute) {
        return resource.attributes().path(attribute).asBoolean();
    }
}
