package io.tapstack.modules.dynamodb;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTable;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableAttribute;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableGlobalSecondaryIndex;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTablePointInTimeRecovery;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableServerSideEncryption;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableTtl;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.kms.EncryptionKey;
import software.constructs.Construct;

/**
 * A DynamoDB table on demand, encrypted with a key of our own, restorable to any second of the last 35 days (P3; FSBP
 * DynamoDB.1, DynamoDB.2, DynamoDB.6).
 */
public final class Table extends Construct {
    private final Ref ref;

    /**
     * @param purpose goes into the table's name
     * @param protection when protected, neither AWS nor Terraform deletes the table
     */
    public record Props(
            Deployment deployment, String purpose, TableSchema schema, EncryptionKey.Ref key, Protection protection) {
        public Props {
            Problems.refuse(purpose, schema);
        }
    }

    /**
     * What others may use of a table.
     *
     * @param streamArn empty when applied, if the schema has no stream
     */
    public record Ref(String name, String arn, String streamArn, String keyArn, TableGrants grants) {}

    public Table(Construct scope, String id, Props props) {
        super(scope, id);
        TableSchema schema = props.schema;
        boolean isProtected = props.protection.isProtected();
        DynamodbTable.Builder builder = DynamodbTable.Builder.create(this, "table")
                .name(props.deployment.name(props.purpose))
                .billingMode("PAY_PER_REQUEST")
                .hashKey(schema.hash().name())
                .attribute(schema.attributes().stream().map(Table::attribute).toList())
                .globalSecondaryIndex(
                        schema.indexes().stream().map(Table::index).toList())
                .pointInTimeRecovery(
                        DynamodbTablePointInTimeRecovery.builder().enabled(true).build())
                .serverSideEncryption(DynamodbTableServerSideEncryption.builder()
                        .enabled(true)
                        .kmsKeyArn(props.key.arn())
                        .build())
                .deletionProtectionEnabled(isProtected)
                .lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(isProtected)
                        .build());
        schema.range().ifPresent(range -> builder.rangeKey(range.name()));
        schema.ttlAttribute()
                .ifPresent(name -> builder.ttl(DynamodbTableTtl.builder()
                        .enabled(true)
                        .attributeName(name)
                        .build()));
        if (schema.stream() != Stream.NONE) {
            builder.streamEnabled(true).streamViewType(schema.stream().name());
        }
        this.ref = ref(props, builder.build());
    }

    public Ref ref() {
        return ref;
    }

    private static Ref ref(Props props, DynamodbTable table) {
        String arn = table.getArn();
        String streamArn = table.getStreamArn();
        String keyArn = props.key.arn();
        String region = props.deployment.account().region();
        return new Ref(
                table.getName(),
                arn,
                streamArn,
                keyArn,
                new TableGrants(props.purpose, arn, streamArn, keyArn, region));
    }

    private static DynamodbTableAttribute attribute(TableSchema.Key key) {
        return DynamodbTableAttribute.builder()
                .name(key.name())
                .type(key.type().id())
                .build();
    }

    private static DynamodbTableGlobalSecondaryIndex index(TableSchema.Index index) {
        return DynamodbTableGlobalSecondaryIndex.builder()
                .name(index.name())
                .hashKey(index.hash().name())
                .rangeKey(index.range().name())
                .projectionType("ALL")
                .build();
    }
}
