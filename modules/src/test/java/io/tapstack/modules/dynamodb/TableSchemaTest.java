package io.tapstack.modules.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P3")
final class TableSchemaTest {
    private static final TableSchema.Key ID = TableSchema.Key.string("transactionId");
    private static final TableSchema.Key TIME = TableSchema.Key.number("timestamp");

    @Test
    void declaresEachKeyAttributeOnce() {
        TableSchema schema = schema(
                new TableSchema.Index("UserIdIndex", TableSchema.Key.string("userId"), TIME),
                new TableSchema.Index("StatusIndex", TableSchema.Key.string("status"), TIME));
        assertThat(schema.attributes())
                .containsExactly(ID, TIME, TableSchema.Key.string("userId"), TableSchema.Key.string("status"));
        assertThat(problems(schema)).isEmpty();
    }

    @Test
    void refusesAnAttributeOfTwoTypes() {
        assertThat(problems(schema(new TableSchema.Index(
                        "StatusIndex", TableSchema.Key.string("status"), TableSchema.Key.string("timestamp")))))
                .containsExactly("table.key must be of one type wherever it is used,"
                        + " got timestamp as NUMBER and as STRING");
    }

    @Test
    void refusesTwoIndexesOfOneName() {
        TableSchema.Index index = new TableSchema.Index("UserIdIndex", TableSchema.Key.string("userId"), TIME);
        assertThat(problems(schema(index, index)))
                .containsExactly("table.indexes must be unique by name, got UserIdIndex twice");
    }

    @Test
    void refusesAnIndexNameThatDynamoDbWouldRefuse() {
        assertThat(problems(schema(new TableSchema.Index("by user", TableSchema.Key.string("userId"), TIME))))
                .containsExactly("table.indexes must be 3 to 255 of a-z, A-Z, 0-9, _, . and -, got \"by user\"");
    }

    @Test
    void refusesAnEmptyTtlAttribute() {
        TableSchema schema = new TableSchema(ID, Optional.empty(), List.of(), Optional.of(""), Stream.NONE);
        assertThat(problems(schema))
                .containsExactly("table.ttlAttribute must be 1 to 255 characters without spaces, got \"\"");
    }

    private static TableSchema schema(TableSchema.Index... indexes) {
        return new TableSchema(ID, Optional.of(TIME), List.of(indexes), Optional.empty(), Stream.NONE);
    }

    private static List<String> problems(TableSchema schema) {
        Problems problems = Problems.in("table");
        schema.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
