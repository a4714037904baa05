package io.tapstack.lambda.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.StreamBatch;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Whatever the stream delivers, in whatever order and however often, the real database holds each change once. */
@Tag("P15")
class ExactlyOnceTest {
    private static final JsonLog SILENT = JsonLog.of(
            "payments-ledger",
            "test",
            JsonLog.Level.ERROR,
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            Clock.systemUTC());

    /** Deliveries of changes of three payments: repeated, reordered, cut into batches. */
    @Provide
    Arbitrary<List<List<String>>> batches() {
        var change = Arbitraries.of("I1", "I2", "I3", "R1", "R2");
        return change.list().ofMinSize(1).ofMaxSize(6).list().ofMinSize(1).ofMaxSize(5);
    }

    @Property(tries = 40)
    void everyDeliveredChangeIsBookedAndAuditedExactlyOnce(@ForAll("batches") List<List<String>> batches)
            throws SQLException {
        var database = DATABASE;
        var audit = new InMemoryLedger();
        run++;
        try (var ledger = new PostgresLedger(database::connect)) {
            for (var batch : batches) {
                var records = batch.stream().map(this::record).toList();
                assertThat(new StreamBatch(new LedgerRecords(ledger, audit), "Ledger")
                                .process(records, () -> false, SILENT))
                        .isEmpty();
            }
        }

        var expected = new ArrayList<String>();
        for (var change : new TreeSet<>(batches.stream().flatMap(List::stream).toList())) {
            var payment = "pay_" + payment(change);
            expected.addAll(
                    change.startsWith("I")
                            ? List.of(
                                    payment + " PAYMENT customer_receivable DEBIT 500 EUR",
                                    payment + " PAYMENT settlement CREDIT 500 EUR")
                            : List.of(
                                    payment + " REVERSAL settlement DEBIT 500 EUR",
                                    payment + " REVERSAL customer_receivable CREDIT 500 EUR"));
        }
        assertThat(database.postings().stream().filter(this::isOfThisRun))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(audit.audited).hasSize(expected.size() / 2);
    }

    /** One database for all tries: each uses payments of its own. */
    private static final LedgerDatabase DATABASE = new LedgerDatabase();

    private static int run;

    private boolean isOfThisRun(String posting) {
        return posting.matches("pay_" + run + "[123] .*");
    }

    private JsonObject record(String change) {
        return change.startsWith("I") ? Records.insert(payment(change), 500) : Records.reverse(payment(change), 500);
    }

    private static int payment(String change) {
        return run * 10 + Integer.parseInt(change.substring(1));
    }
}
