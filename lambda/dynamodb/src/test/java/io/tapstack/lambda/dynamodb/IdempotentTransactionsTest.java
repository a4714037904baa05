package io.tapstack.lambda.dynamodb;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.shared.Attempt;
import io.tapstack.lambda.shared.IdempotencyRecord;
import io.tapstack.lambda.shared.Problems;
import io.tapstack.lambda.shared.UnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class IdempotentTransactionsTest {
    private static final long MADE = 1_795_000_000_000L;
    private static final IdempotencyRecord FIRST = new IdempotencyRecord("key", "hash", "first", MADE);
    private static final IdempotencyRecord SECOND = new IdempotencyRecord("key", "hash", "second", MADE + 5);

    private final InMemoryDynamoDb dynamoDb =
            new InMemoryDynamoDb().table("records", "idempotencyKey").table("things", "id");
    private final IdempotentTransactions transactions = at(MADE / 1000);

    @Test
    void storesTheRecordTogetherWithTheItems() {
        assertThat(write(FIRST)).isEqualTo(new Attempt.Stored());

        assertThat(dynamoDb.items("things")).containsExactly(Map.of("id", text("first")));
        assertThat(dynamoDb.items("records"))
                .containsExactly(Map.of(
                        "idempotencyKey", text("key"),
                        "requestHash", text("hash"),
                        "transactionId", text("first"),
                        "timestamp", number(MADE),
                        "expirationTime", number(MADE / 1000 + 86_400)));
    }

    @Test
    void storesNothingWhereTheKeyIsRemembered() {
        write(FIRST);

        assertThat(write(SECOND)).isEqualTo(new Attempt.KeyUsed(FIRST));
        assertThat(dynamoDb.items("things")).hasSize(1);
    }

    @Test
    void remembersAKeyUntilTheSecondItExpires() {
        write(FIRST);

        assertThat(write(at(FIRST.expirationTime() - 1), SECOND)).isEqualTo(new Attempt.KeyUsed(FIRST));
        assertThatThrownBy(() -> at(FIRST.expirationTime()).unlessUsed(SECOND, Problems.routeNotFound()))
                .hasMessage("not-found");
        assertThat(write(at(FIRST.expirationTime()), SECOND)).isEqualTo(new Attempt.Stored());
    }

    @Test
    void isContendedWhereTheKeyExpiredInBetween() {
        dynamoDb.faults = cancelled("ConditionalCheckFailed", "None");

        assertThat(write(FIRST)).isEqualTo(new Attempt.Contended());
    }

    @Test
    void isContendedWhereOthersWriteAtTheSameMomentEvenWhenThrottled() {
        dynamoDb.faults = cancelled("TransactionConflict", "ThrottlingError");

        assertThat(write(FIRST)).isEqualTo(new Attempt.Contended());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded"})
    void isUnavailableWhereItIsThrottled(String code) {
        dynamoDb.faults = cancelled("None", code);

        assertThatThrownBy(() -> write(FIRST)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void leavesAMistakeOfOursAsItIs() {
        dynamoDb.faults = cancelled("None", "ValidationError");

        assertThatThrownBy(() -> write(FIRST)).isInstanceOf(TransactionCanceledException.class);
    }

    @Test
    void asksWhatItMeansThatAConditionOfTheItemsDoesNotHold() {
        write(FIRST);
        var other = new IdempotencyRecord("other key", "hash", "first", MADE);

        assertThatThrownBy(() -> write(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[None, ConditionalCheckFailed]");
    }

    @Test
    void answersARepetitionThatCannotBeCarriedOutAnyMoreAsTheFirst() {
        write(FIRST);
        var refusal = Problems.routeNotFound();

        assertThat(transactions.unlessUsed(SECOND, refusal)).isEqualTo(new Attempt.KeyUsed(FIRST));
        assertThatThrownBy(() ->
                        transactions.unlessUsed(new IdempotencyRecord("new key", "hash", "second", MADE), refusal))
                .hasMessage("not-found");
    }

    @Test
    void tellsContentionFromOtherFailures() {
        assertThat(IdempotentTransactions.isContended(failure("None", "TransactionConflict")))
                .isTrue();
        assertThat(IdempotentTransactions.isContended(failure("None", "ConditionalCheckFailed")))
                .isTrue();
        assertThat(IdempotentTransactions.isContended(failure("None", "ValidationError")))
                .isFalse();
        assertThatThrownBy(() -> IdempotentTransactions.isContended(failure("None", "ThrottlingError")))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void readsAttributesOfItems() {
        var item = Map.of("id", text("a"), "count", number(-7));

        assertThat(text(item, "id")).isEqualTo("a");
        assertThat(number(item, "count")).isEqualTo(-7);
        assertThat(Attributes.optionalText(item, "id")).contains("a");
        assertThat(Attributes.optionalText(item, "name")).isEmpty();
    }

    private Attempt write(IdempotencyRecord record) {
        return write(transactions, record);
    }

    /** Makes a thing under the record's transaction id, which must be new. */
    private static Attempt write(IdempotentTransactions transactions, IdempotencyRecord record) {
        var thing = TransactWriteItem.builder()
                .put(put -> put.tableName("things")
                        .item(Map.of("id", text(record.transactionId())))
                        .conditionExpression("attribute_not_exists(id)"))
                .build();
        return transactions.write(record, List.of(thing), refused -> {
            throw new IllegalStateException(refused.cancellationReasons().stream()
                    .map(CancellationReason::code)
                    .toList()
                    .toString());
        });
    }

    private IdempotentTransactions at(long seconds) {
        return new IdempotentTransactions(
                dynamoDb, "records", Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
    }

    private static InMemoryDynamoDb.Faults cancelled(String... codes) {
        return new InMemoryDynamoDb.Faults() {
            @Override
            public void before(String operation) {
                if (operation.equals("TransactWriteItems")) {
                    throw failure(codes);
                }
            }
        };
    }

    private static TransactionCanceledException failure(String... codes) {
        return TransactionCanceledException.builder()
                .cancellationReasons(Stream.of(codes)
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();
    }
}
