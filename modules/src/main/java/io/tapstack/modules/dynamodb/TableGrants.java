package io.tapstack.modules.dynamodb;

import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Sid;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a role may be allowed to do with a table. Each grant brings the use of the table's key, through DynamoDB only:
 * DynamoDB opens the table's own key with the caller's permissions.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html">DynamoDB
 *     encryption at rest: how it works</a>
 */
public final class TableGrants {
    private final String purpose;
    private final String tableArn;
    private final String streamArn;
    private final String keyArn;
    private final String region;

    TableGrants(String purpose, String tableArn, String streamArn, String keyArn, String region) {
        this.purpose = purpose;
        this.tableArn = tableArn;
        this.streamArn = streamArn;
        this.keyArn = keyArn;
        this.region = region;
    }

    /** Just these actions on the table's items and its indexes. {@code what} tells two grants in one policy apart. */
    public List<Statement> items(String what, DynamoAction... actions) {
        Statement items = Statement.allow(Sid.of("ItemsOf", what))
                .to(Stream.of(actions).map(DynamoAction::id).toArray(String[]::new))
                .on(tableArn, tableArn + "/index/*");
        return List.of(items, useKey(what));
    }

    /** {@code Query} on one index and nothing else. */
    public List<Statement> query(String index) {
        Statement query = Statement.allow(Sid.of("Query", index))
                .to(DynamoAction.QUERY.id())
                .on(tableArn + "/index/" + index);
        return List.of(query, useKey(index));
    }

    /** For an event source mapping or another consumer of the table's stream. */
    public List<Statement> readStream() {
        Statement read = Statement.allow(Sid.of("ReadStreamOf", purpose))
                .to("dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream")
                .on(streamArn);
        Statement list = Statement.allow(Sid.of("ListStreamsOf", purpose))
                .to("dynamodb:ListStreams") // Lambda refuses a mapping whose role lacks it
                .on(tableArn + "/stream/*");
        return List.of(read, list, useKey(purpose + "-stream"));
    }

    private Statement useKey(String what) {
        return Statement.allow(Sid.of("UseKeyOf", what))
                .to("kms:Decrypt")
                .on(keyArn)
                .when(Condition.equals("kms:ViaService", "dynamodb." + region + ".amazonaws.com"));
    }
}
