package io.tapstack.lambda.payments.ledger;

import static io.tapstack.lambda.payments.ledger.Records.image;
import static io.tapstack.lambda.payments.ledger.Records.insert;
import static io.tapstack.lambda.payments.ledger.Records.record;
import static io.tapstack.lambda.payments.ledger.Records.reverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.PoisonRecordException;
import io.tapstack.lambda.shared.StreamBatch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P4")
@Tag("P15")
class LedgerRecordsTest {
    private final InMemoryLedger store = new InMemoryLedger();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final JsonLog log = JsonLog.of(
                    "payments-ledger",
                    "test",
                    JsonLog.Level.INFO,
                    new PrintStream(lines, true, StandardCharsets.UTF_8),
                    Clock.systemUTC())
            .forInvocation("request-1");

    @Test
    void booksAndAuditsEveryChange() {
        assertThat(process(insert(1, 500), insert(2, 700), reverse(1, 500))).isEmpty();

        assertThat(store.booked).containsExactly("PAYMENT pay_1", "PAYMENT pay_2", "REVERSAL pay_1");
        assertThat(store.audited.keySet())
                .containsExactly(
                        "audit/2026/11/18/pay_1/INSERT-1.json",
                        "audit/2026/11/18/pay_1/MODIFY-1.json",
                        "audit/2026/11/18/pay_2/INSERT-2.json");
    }

    @Test
    void doesNothingOnRedelivery() {
        process(insert(1, 500));
        var audited = Map.copyOf(store.audited);

        assertThat(process(insert(1, 500))).isEmpty();
        assertThat(store.booked).containsExactly("PAYMENT pay_1");
        assertThat(store.audited).isEqualTo(audited);
    }

    @Test
    void auditsButDoesNotBookRemovalAndChangeOfOtherAttributes() {
        var same = image(1, 500, "EUR", "ACCEPTED");
        assertThat(process(record("MODIFY", 1, same, same), Records.remove(2, 5)))
                .isEmpty();

        assertThat(store.booked).isEmpty();
        assertThat(store.audited).hasSize(2);
        assertThat(Json.object(store.audited.get("audit/2026/11/18/pay_2/REMOVE-2.json"))
                        .members())
                .containsEntry("eventName", "REMOVE")
                .containsEntry("ledgerEntry", null)
                .containsEntry("after", null);
    }

    @Test
    void tellsWhatBecameOfEachChangeAndCountsWhatWasBooked() {
        process(insert(1, 500), insert(1, 500), Records.remove(1, 500));

        assertThat(messages()).containsExactly("booked", "metric", "already booked", "audited");
        assertThat(lines.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("\"booked\""))
                .singleElement()
                .asString()
                .contains("\"transactionId\":\"pay_1\"", "\"eventId\":\"INSERT-1\"", "\"eventName\":\"INSERT\"");
        assertThat(lines.toString(StandardCharsets.UTF_8)).contains("\"LedgerEntriesBooked\":1");
    }

    @Test
    void theAuditRecordHoldsBothImagesAndWhatWasBooked() {
        process(reverse(1, 500));

        assertThat(store.audited)
                .containsExactly(Map.entry(
                        "audit/2026/11/18/pay_1/MODIFY-1.json",
                        "{\"eventId\":\"MODIFY-1\",\"eventName\":\"MODIFY\",\"transactionId\":\"pay_1\","
                                + "\"occurredAt\":\"2026-11-18T11:08:43Z\",\"ledgerEntry\":\"REVERSAL\","
                                + "\"before\":" + audited("ACCEPTED") + ",\"after\":" + audited("REVERSED") + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"eventID\":\"INSERT-1\" -> \"eventID\":\"../INSERT-1\"",
                "\"eventName\":\"INSERT\" -> \"eventName\":\"UPSERT\"",
                "\"NewImage\" -> \"OldImage\"",
                "\"ApproximateCreationDateTime\" -> \"CreationDateTime\"",
                "{\"N\":\"1795000000000\"} -> {\"N\":\"0\"}",
                "{\"N\":\"1795000000000\"} -> {\"N\":\"1795000000000000\"}"
            })
    void reportsARecordThatIsNotExactlyAsPaymentsApiWritesIt(String change) {
        var parts = change.split(" -> ", -1);
        var whole = Json.write(insert(1, 500));
        assertThat(whole).contains(parts[0]);

        assertThat(process(Json.object(whole.replace(parts[0], parts[1])))).containsExactly("seq-INSERT-1");
        assertThat(store.audited).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"amount\":{\"N\":\"5.5\"}",
                "\"amount\":{\"N\":\"0\"}",
                "\"amount\":{\"N\":\"1E3\"}",
                "\"amount\":{\"N\":\"1000000000000\"}",
                "\"amount\":{\"S\":\"500\"}",
                "\"currency\":{\"S\":\"ZZZ\"}",
                "\"currency\":{\"S\":\"XAU\"}",
                "\"status\":{\"S\":\"PENDING\"}",
                "\"userId\":{\"S\":\"a/../b\"}"
            })
    void reportsPoisonRecordAndHandlesTheOthers(String attribute) {
        var member = attribute.substring(0, attribute.indexOf(':'));
        var poisoned = image(2, 500, "EUR", "ACCEPTED").replaceFirst(member + ":\\{[^}]*}", attribute);

        assertThat(process(insert(1, 1), record("INSERT", 2, "", poisoned), insert(3, 3)))
                .containsExactly("seq-INSERT-2");
        assertThat(store.booked).containsExactly("PAYMENT pay_1", "PAYMENT pay_3");
        assertThat(store.audited).hasSize(2);
    }

    @Test
    void reportsMoneyMovedInUnknownWays() {
        var accepted = image(1, 500, "EUR", "ACCEPTED");
        assertThat(process(
                        record("MODIFY", 1, accepted, image(1, 501, "EUR", "ACCEPTED")),
                        record("MODIFY", 2, image(2, 5, "EUR", "REVERSED"), image(2, 5, "EUR", "ACCEPTED")),
                        record("MODIFY", 3, image(3, 5, "EUR", "ACCEPTED"), image(3, 5, "USD", "REVERSED")),
                        record("INSERT", 4, "", image(4, 5, "EUR", "REVERSED"))))
                .containsExactly("seq-MODIFY-1", "seq-MODIFY-2", "seq-MODIFY-3", "seq-INSERT-4");
        assertThat(store.booked).isEmpty();
        assertThat(store.audited).isEmpty();
    }

    @Test
    void holdsBackLaterRecordsOfAPaymentWhoseEarlierOneFailed() {
        var broken = record("INSERT", 1, "", "{\"transactionId\":{\"S\":\"pay_1\"}}");

        assertThat(process(broken, reverse(1, 500), insert(2, 2))).containsExactly("seq-INSERT-1", "seq-MODIFY-1");
        assertThat(store.booked).containsExactly("PAYMENT pay_2");
    }

    @Test
    void stopsAtTheFirstRecordWhenTheLedgerIsAway() {
        store.ledgerAway = true;

        assertThat(process(insert(1, 1), insert(2, 2), insert(3, 3))).containsExactly("seq-INSERT-1");
        assertThat(store.calls).isEqualTo(1);
        assertThat(store.audited).isEmpty();
    }

    @Test
    void repeatsTheAuditWhenOnlyTheAuditFailed() {
        store.auditTrailAway = true;
        assertThat(process(insert(1, 1))).containsExactly("seq-INSERT-1");

        store.auditTrailAway = false;
        assertThat(process(insert(1, 1))).isEmpty();
        assertThat(store.booked).containsExactly("PAYMENT pay_1");
        assertThat(store.audited).hasSize(1);
    }

    @Test
    void stopsBeforeTimeRunsOutAndReportsWhereItStopped() {
        var left = new AtomicInteger(2);
        var batch = new StreamBatch(new LedgerRecords(store, store), "Ledger");

        var failed = batch.process(
                List.of(insert(1, 1), insert(2, 2), insert(3, 3)), () -> left.getAndDecrement() == 0, log);

        assertThat(failed).containsExactly("seq-INSERT-3");
        assertThat(store.booked).containsExactly("PAYMENT pay_1", "PAYMENT pay_2");
    }

    @Test
    void failsTheWholeBatchForARecordThatCannotEvenBeReported() {
        assertThatThrownBy(() -> process(Json.object("{\"eventID\":\"x\"}")))
                .isInstanceOf(PoisonRecordException.class)
                .hasMessage("SequenceNumber is missing");
    }

    @Test
    void takesARecordWithoutAChangeForPoison() {
        assertThatThrownBy(() -> StreamRecordReader.read(Json.object("{}")))
                .isInstanceOf(PoisonRecordException.class)
                .hasMessage("no change in the record");
    }

    @Test
    @Tag("P14")
    void logsAndAuditsNoDescription() {
        process(insert(1, 7_654_321), record("INSERT", 2, "", image(2, 5, "ZZZ", "ACCEPTED")));

        assertThat(lines.toString(StandardCharsets.UTF_8)).doesNotContain("private note", "user-1", "7654321");
        assertThat(store.audited.toString()).doesNotContain("private note").contains("user-1");
    }

    private List<String> process(JsonObject... records) {
        return new StreamBatch(new LedgerRecords(store, store), "Ledger").process(List.of(records), () -> false, log);
    }

    private List<String> messages() {
        return lines.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.object(line).string("message").orElseThrow())
                .toList();
    }

    private static String audited(String status) {
        return "{\"transactionId\":\"pay_1\",\"userId\":\"user-1\",\"amount\":500,\"currency\":\"EUR\",\"status\":\""
                + status + "\",\"timestamp\":1795000000000}";
    }
}
