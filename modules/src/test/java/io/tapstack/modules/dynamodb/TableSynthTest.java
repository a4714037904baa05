package io.tapstack.modules.dynamodb;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.testing.Synthesized;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P3")
final class TableSynthTest {
    private static final EncryptionKey.Ref KEY =
            new EncryptionKey.Ref("arn:aws:kms:eu-central-1:123456789012:key/table");
    private static final TableSchema SCHEMA = new TableSchema(
            TableSchema.Key.string("transactionId"),
            Optional.of(TableSchema.Key.number("timestamp")),
            List.of(
                    new TableSchema.Index(
                            "UserIdIndex", TableSchema.Key.string("userId"), TableSchema.Key.number("timestamp")),
                    new TableSchema.Index(
                            "StatusIndex", TableSchema.Key.string("status"), TableSchema.Key.number("timestamp"))),
            Optional.of("expirationTime"),
            Stream.NEW_AND_OLD_IMAGES);
    private static final List<Table.Ref> REFS = new ArrayList<>();
    private static final Synthesized STACK = synth(SCHEMA, Protection.DISPOSABLE);

    @Test
    void isKeyedByTransactionAndTime() {
        STACK.only("aws_dynamodb_table")
                .has("name", "payments-pr123-transactions")
                .has("hash_key", "transactionId")
                .has("range_key", "timestamp")
                .has(
                        "attribute",
                        List.of(
                                Map.of("name", "transactionId", "type", "S"),
                                Map.of("name", "timestamp", "type", "N"),
                                Map.of("name", "userId", "type", "S"),
                                Map.of("name", "status", "type", "S")));
    }

    @Test
    void findsWholeItemsByUserAndByStatus() {
        STACK.only("aws_dynamodb_table")
                .has(
                        "global_secondary_index",
                        List.of(
                                Map.of(
                                        "name", "UserIdIndex",
                                        "hash_key", "userId",
                                        "range_key", "timestamp",
                                        "projection_type", "ALL"),
                                Map.of(
                                        "name", "StatusIndex",
                                        "hash_key", "status",
                                        "range_key", "timestamp",
                                        "projection_type", "ALL")));
    }

    @Test
    @Tag("DynamoDB.1")
    void paysPerRequest() {
        STACK.only("aws_dynamodb_table").has("billing_mode", "PAY_PER_REQUEST");
    }

    @Test
    @Tag("DynamoDB.2")
    void canBeRestoredToAnySecond() {
        STACK.only("aws_dynamodb_table").has("point_in_time_recovery/enabled", true);
    }

    @Test
    void isEncryptedWithItsOwnKey() {
        STACK.only("aws_dynamodb_table")
                .has("server_side_encryption/enabled", true)
                .has("server_side_encryption/kms_key_arn", KEY.arn());
    }

    @Test
    void forgetsWhatHasExpired() {
        STACK.only("aws_dynamodb_table").has("ttl/enabled", true).has("ttl/attribute_name", "expirationTime");
    }

    @Test
    void streamsItemsAsTheyWereAndAsTheyAre() {
        STACK.only("aws_dynamodb_table").has("stream_enabled", true).has("stream_view_type", "NEW_AND_OLD_IMAGES");
    }

    @Test
    void hasNeitherStreamNorTtlNorRangeUnlessTheSchemaSaysSo() {
        TableSchema plain = new TableSchema(
                TableSchema.Key.string("id"), Optional.empty(), List.of(), Optional.empty(), Stream.NONE);
        synth(plain, Protection.DISPOSABLE)
                .only("aws_dynamodb_table")
                .lacks("stream_enabled")
                .lacks("ttl")
                .lacks("range_key");
    }

    @Test
    @Tag("C4")
    @Tag("DynamoDB.6")
    void refusesToBeDeletedWhenProtected() {
        synth(SCHEMA, Protection.PROTECTED)
                .only("aws_dynamodb_table")
                .has("deletion_protection_enabled", true)
                .has("lifecycle/prevent_destroy", true);
    }

    @Test
    void goesWithItsStackWhenDisposable() {
        STACK.only("aws_dynamodb_table")
                .has("deletion_protection_enabled", false)
                .has("lifecycle/prevent_destroy", false);
    }

    @Test
    @Tag("P7")
    void grantsTheNamedActionsOnTableAndIndexesOnly() {
        Table.Ref table = REFS.get(0);
        Statement items = table.grants()
                .items(
                        "Payments",
                        DynamoAction.PUT_ITEM,
                        DynamoAction.GET_ITEM,
                        DynamoAction.QUERY,
                        DynamoAction.UPDATE_ITEM)
                .get(0);
        assertThat(items.actions())
                .containsExactly("dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem");
        assertThat(items.resources()).containsExactly(table.arn(), table.arn() + "/index/*");
    }

    @Test
    @Tag("P7")
    void grantsTheKeyThroughDynamoDbOnly() {
        Statement key =
                REFS.get(0).grants().items("Payments", DynamoAction.GET_ITEM).get(1);
        assertThat(key.actions()).containsExactly("kms:Decrypt");
        assertThat(key.resources()).containsExactly(KEY.arn());
        assertThat(key.conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.key()).isEqualTo("kms:ViaService");
            assertThat(condition.values()).containsExactly("dynamodb.eu-central-1.amazonaws.com");
        });
    }

    @Test
    @Tag("P4")
    void grantsReadingOfItsOwnStreamOnly() {
        Table.Ref table = REFS.get(0);
        List<Statement> grants = table.grants().readStream();
        assertThat(grants.get(0).actions())
                .containsExactly("dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream");
        assertThat(grants.get(0).resources()).containsExactly(table.streamArn());
        assertThat(grants.get(1).actions()).containsExactly("dynamodb:ListStreams");
        assertThat(grants.get(1).resources()).containsExactly(table.arn() + "/stream/*");
    }

    private static Synthesized synth(TableSchema schema, Protection protection) {
        return Synthesized.of(stack -> REFS.add(
                new Table(stack, "table", new Table.Props(DEPLOYMENT, "transactions", schema, KEY, protection)).ref()));
    }
}
