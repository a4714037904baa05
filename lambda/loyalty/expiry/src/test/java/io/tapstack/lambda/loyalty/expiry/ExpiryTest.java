package io.tapstack.lambda.loyalty.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.dynamodb.IdempotentTransactions;
import io.tapstack.lambda.dynamodb.InMemoryDynamoDb;
import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.loyalty.core.Balance;
import io.tapstack.lambda.loyalty.core.LoyaltyTables;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.Movement;
import io.tapstack.lambda.loyalty.core.Steps;
import io.tapstack.lambda.loyalty.core.Tier;
import io.tapstack.lambda.loyalty.core.TierThresholds;
import io.tapstack.lambda.loyalty.core.TransactionId;
import io.tapstack.lambda.shared.Attempt;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.IdempotencyRecord;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.StreamBatch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

@Tag("L1")
@Tag("L3")
class ExpiryTest {
    private static final long NOW = Instant.parse("2026-11-18T10:00:00Z").toEpochMilli();
    private static final long NEXT_YEAR = NOW / 1000 + Duration.ofDays(366).toSeconds();

    private final LoyaltyTables tables = new LoyaltyTables();
    private final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
    private final IdempotentTransactions transactions =
            new IdempotentTransactions(tables.dynamoDb, "idempotency", clock);
    private final MemberId member = tables.enrol(1, Optional.of("person@example.org"), true, Tier.BRONZE, NOW);
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final JsonLog log = JsonLog.of(
            "loyalty-expiry", "test", JsonLog.Level.INFO, new PrintStream(lines, true, StandardCharsets.UTF_8), clock);
    private final List<Integer> pauses = new ArrayList<>();
    private final StreamBatch batch =
            new StreamBatch(new ExpiryRecords(tables.accounts, clock, pauses::add), "Loyalty");

    @Test
    void takesWhatIsLeftOffTheBalanceOnce() {
        book(Movement.Type.EARN, 654_351);
        book(Movement.Type.REDEEM, 30);
        var removals = tables.expireUntil(NEXT_YEAR);

        assertThat(process(removals)).isEmpty();
        assertThat(process(removals)).isEmpty();
        assertThat(tables.member(member).balance()).isEqualTo(new Balance(654_351, 654_351));
        assertThat(tables.entries(member))
                .filteredOn(entry -> entry.movement().type() == Movement.Type.EXPIRE)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.movement().points()).isEqualTo(654_321);
                    assertThat(entry.movement().reference()).get().asString().startsWith("txn_");
                    assertThat(entry.id().value().substring(4))
                            .isEqualTo(entry.movement().reference().get().substring(4));
                });
        tables.checkBooks(member);
        assertThat(lines.toString(StandardCharsets.UTF_8))
                .contains("points expired", "nothing left to expire")
                .doesNotContain("example.org", "654321");
        assertThat(lines.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("\"LoyaltyEarningsExpired\":1"))
                .hasSize(1);
    }

    @Test
    void takesNothingWhereEverythingWasRedeemed() {
        book(Movement.Type.EARN, 100);
        book(Movement.Type.REDEEM, 100);

        assertThat(process(tables.expireUntil(NEXT_YEAR))).isEmpty();
        assertThat(tables.entries(member)).hasSize(2);
        tables.checkBooks(member);
    }

    @Test
    void aLaterEarningMakesUpForOneThatWasNeverDelivered() {
        book(Movement.Type.EARN, 100);
        book(Movement.Type.EARN, 50);
        var removals = tables.expireUntil(NEXT_YEAR);

        assertThat(process(removals.subList(1, 2))).isEmpty();
        assertThat(tables.member(member).balance().available()).isZero();
        assertThat(process(removals.subList(0, 1))).isEmpty();
        tables.checkBooks(member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventName\":\"INSERT\",\"dynamodb\":{\"SequenceNumber\":\"1\",\"NewImage\":{}}}",
                "{\"eventName\":\"REMOVE\",\"dynamodb\":{\"SequenceNumber\":\"1\",\"OldImage\":{}}}",
                "{\"eventName\":\"REMOVE\",\"userIdentity\":{\"type\":\"Service\",\"principalId\":\"other.amazonaws.com\"},"
                        + "\"dynamodb\":{\"SequenceNumber\":\"1\"}}",
                "{\"eventName\":\"REMOVE\",\"userIdentity\":{\"type\":\"User\",\"principalId\":\"dynamodb.amazonaws.com\"},"
                        + "\"dynamodb\":{\"SequenceNumber\":\"1\"}}"
            })
    void leavesAloneWhatTimeToLiveDidNotDelete(String record) {
        assertThat(process(List.of(Json.object(record)))).isEmpty();
        assertThat(tables.dynamoDb.items("transactions")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"OldImage\";\"Other\"",
                "\"earnedBy\";\"other\"",
                "\"earningId\":{\"S\":\"txn_;\"earningId\":{\"S\":\"pay_",
                "\"totalEarned\":{\"N\":\"100;\"totalEarned\":{\"N\":\"0",
                "\"totalEarned\":{\"N\":\"100;\"totalEarned\":{\"N\":\"1.5",
                "\"totalEarned\":{\"N\":\"100;\"totalEarned\":{\"N\":\"101",
                "00000000-0000-4000-8000-000000000001;00000000-0000-4000-8000-000000000009"
            })
    void reportsAPoisonRecordAndHandlesTheOthers(String text, String poison) {
        book(Movement.Type.EARN, 100);
        var good = tables.expireUntil(NEXT_YEAR).get(0);
        var json = Json.write(good);
        assertThat(json).contains(text);
        var bad = Json.object(json.replace(text, poison).replaceFirst("seq-[a-z0-9_]+", "seq-poison"));

        assertThat(process(List.of(bad, good))).containsExactly("seq-poison");
        assertThat(tables.member(member).balance().available()).isZero();
        assertThat(lines.toString(StandardCharsets.UTF_8)).contains("LoyaltyPoisonRecords");
    }

    @Test
    void triesAgainWhileOthersMoveThePointsAndGivesUpInTime() {
        book(Movement.Type.EARN, 100);
        var removals = tables.expireUntil(NEXT_YEAR);
        var steps = new Steps(Collections.nCopies(8, Steps.Mishap.CONFLICT));
        tables.dynamoDb.faults = steps;
        var failed = new ArrayList<String>();

        steps.run(List.of(() -> failed.addAll(process(removals))), List.of());
        assertThat(failed).hasSize(1);
        assertThat(pauses).containsExactly(1, 2, 3, 4, 5);

        steps.run(List.of(() -> assertThat(process(removals)).isEmpty()), List.of());
        assertThat(tables.member(member).balance().available()).isZero();
    }

    @Test
    void stopsWhileDynamoDbIsAway() {
        book(Movement.Type.EARN, 100);
        var removals = tables.expireUntil(NEXT_YEAR);
        tables.dynamoDb.faults = new InMemoryDynamoDb.Faults() {
            @Override
            public void before(String operation) {
                throw SdkClientException.create("away");
            }
        };

        assertThat(process(List.of(removals.get(0), removals.get(0)))).hasSize(1);
    }

    @Test
    @Tag("C13")
    void readsTheDeclaredEnvironmentAndNamesEveryMissingVariable() throws ReflectiveOperationException {
        var settings = ExpirySettings.from(
                new Environment(Map.of("MEMBERS_TABLE_NAME", "members", "TRANSACTIONS_TABLE_NAME", "transactions")));

        assertThat(settings.tables()).isEqualTo(LoyaltyTables.NAMES);
        assertThatThrownBy(() -> ExpirySettings.from(new Environment(Map.of())))
                .hasMessage("Environment: MEMBERS_TABLE_NAME is not set; TRANSACTIONS_TABLE_NAME is not set");
        assertThat(Class.forName("io.tapstack.lambda.loyalty.expiry.ExpiryHandler")
                        .getConstructor())
                .isNotNull();
    }

    private List<String> process(List<JsonObject> records) {
        return batch.process(records, () -> false, log.forInvocation("request-1"));
    }

    private void book(Movement.Type type, int points) {
        var movement = new Movement(type, points, Optional.empty());
        var id = TransactionId.random().value();
        var record = new IdempotencyRecord(id, "hash", id, NOW);
        var rules = new Accounts.EarningRules(new TierThresholds(100, 500, 1000), Duration.ofDays(365));
        var attempt = type == Movement.Type.EARN
                ? tables.accounts.earn(member, movement, record, rules, transactions)
                : tables.accounts.redeem(member, movement, record, transactions);
        assertThat(attempt).isEqualTo(new Attempt.Stored());
    }
}
