package io.tapstack.lambda.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.payments.ledger.JournalEntry.Kind;
import io.tapstack.lambda.shared.PoisonRecordException;
import io.tapstack.lambda.shared.UnavailableException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P15")
class PostgresLedgerTest {
    private final LedgerDatabase database = new LedgerDatabase();
    private final PostgresLedger ledger = new PostgresLedger(database::connect);

    @Test
    void booksPaymentAsDebitAndCreditAndReversalAsItsMirror() throws SQLException {
        assertThat(ledger.book(entry("e1", Kind.PAYMENT, 1, 999_999_999_999L))).isTrue();
        assertThat(ledger.book(entry("e2", Kind.REVERSAL, 1, 999_999_999_999L))).isTrue();

        assertThat(database.postings())
                .containsExactly(
                        "pay_1 PAYMENT customer_receivable DEBIT 999999999999 EUR",
                        "pay_1 PAYMENT settlement CREDIT 999999999999 EUR",
                        "pay_1 REVERSAL settlement DEBIT 999999999999 EUR",
                        "pay_1 REVERSAL customer_receivable CREDIT 999999999999 EUR");
    }

    @Test
    void booksOnceHoweverOftenTheChangeIsDelivered() throws SQLException {
        assertThat(ledger.book(entry("e1", Kind.PAYMENT, 1, 5))).isTrue();
        assertThat(ledger.book(entry("e1", Kind.PAYMENT, 1, 5))).isFalse();
        assertThat(ledger.book(entry("other-id", Kind.PAYMENT, 1, 5))).isFalse();

        assertThat(database.postings()).hasSize(2);
    }

    @Test
    void booksOnceWhenManyDeliverAtTheSameTime() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        var deliveries = new ArrayList<Callable<Boolean>>();
        for (int delivery = 0; delivery < 8; delivery++) {
            deliveries.add(() -> {
                int booked = 0;
                try (var own = new PostgresLedger(database::connect)) {
                    for (int payment = 0; payment < 10; payment++) {
                        booked += own.book(entry("e" + payment, Kind.PAYMENT, payment, 5)) ? 1 : 0;
                    }
                }
                return booked > 0;
            });
        }
        for (var delivery : threads.invokeAll(deliveries)) {
            delivery.get();
        }
        threads.shutdown();

        assertThat(database.postings()).hasSize(20);
    }

    @Test
    void keepsItsConnectionAndReplacesABrokenOne() throws SQLException {
        ledger.book(entry("e1", Kind.PAYMENT, 1, 5));
        ledger.book(entry("e2", Kind.PAYMENT, 2, 5));
        assertThat(database.connectionsMade).hasValue(1);

        database.rows("SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE usename = 'payments_ledger'"
                + " AND datname = current_database()");

        assertThat(ledger.book(entry("e3", Kind.PAYMENT, 3, 5))).isTrue();
        assertThat(database.connectionsMade).hasValue(2);
        assertThat(database.postings()).hasSize(6);
    }

    @Test
    void isUnavailableWhenItCannotConnectAndTriesAgainNextTime() throws SQLException {
        var answers = new ArrayList<>(List.of(false, true));
        var flaky = new PostgresLedger(() -> {
            if (!answers.remove(0)) {
                throw new SQLException("refused", "08001");
            }
            return database.connect();
        });

        assertThatThrownBy(() -> flaky.book(entry("e1", Kind.PAYMENT, 1, 5)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("SQLSTATE 08001");
        assertThat(flaky.book(entry("e1", Kind.PAYMENT, 1, 5))).isTrue();
        flaky.close();
    }

    @Test
    void reportsEntryTheDatabaseRefusesAsPoison() {
        assertThatThrownBy(() -> ledger.book(entry("e1", Kind.PAYMENT, 1, -5)))
                .isInstanceOf(PoisonRecordException.class)
                .hasMessage("the ledger refuses the entry, SQLSTATE 23514");
    }

    private static JournalEntry entry(String eventId, Kind kind, int payment, long amount) {
        var image = new PaymentImage("pay_" + payment, "user-1", amount, "EUR", "ACCEPTED", 1_795_000_000_000L);
        return new JournalEntry(eventId, kind, image, Instant.ofEpochSecond(1_795_000_123));
    }
}
