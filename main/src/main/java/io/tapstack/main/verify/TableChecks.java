package io.tapstack.main.verify;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** DynamoDB tables (P3, L1, C4). */
final class TableChecks {
    private static final String TABLE = "aws_dynamodb_table";
    private static final List<String> DESCRIBE = List.of("dynamodb:DescribeTable");

    static final List<Check> ALL = List.of(
            Check.of("table-encryption", TABLE)
                    .promises("the table is encrypted with the deployed key", DESCRIBE, TableChecks::encrypted),
            Check.of("table-protection", TABLE)
                    .promises("deletion protection is as deployed", DESCRIBE, TableChecks::isProtected),
            Check.of("table-recovery", TABLE)
                    .promises(
                            "point-in-time recovery is as deployed",
                            List.of("dynamodb:DescribeContinuousBackups"),
                            TableChecks::recoverable));

    private TableChecks() {}

    private static Outcome encrypted(Subject table) {
        return Outcome.key(
                table.at("/server_side_encryption/0/kms_key_arn").asText(),
                description(table).sseDescription() == null
                        ? ""
                        : description(table).sseDescription().kmsMasterKeyArn());
    }

    private static Outcome isProtected(Subject table) {
        return Outcome.equal(
                "deletion protection",
                table.flag("deletion_protection_enabled"),
                description(table).deletionProtectionEnabled());
    }

    private static Outcome recoverable(Subject table) {
        PointInTimeRecoveryStatus found = table.client(DynamoDbClient.builder())
                .describeContinuousBackups(request -> request.tableName(table.text("name")))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatus();
        return Outcome.equal(
                "point-in-time recovery",
                table.at("/point_in_time_recovery/0/enabled").asBoolean(),
                found == PointInTimeRecoveryStatus.ENABLED);
    }

    private static TableDescription description(Subject table) {
        return table.client(DynamoDbClient.builder())
                .describeTable(request -> request.tableName(table.text("name")))
                .table();
    }
}
