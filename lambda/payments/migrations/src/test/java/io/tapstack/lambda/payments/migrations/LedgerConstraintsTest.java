package io.tapstack.lambda.payments.migrations;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.postgres.DatabaseUser;
import io.tapstack.lambda.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses, whoever asks: each test runs as the super user and would pass a missing trigger. */
@Tag("P15")
class LedgerConstraintsTest {
    private Connection connection;

    @BeforeEach
    void migrate() throws SQLException {
        var database = PostgresServer.get().newDatabase();
        LedgerSchema.of("constrained_ledger").migrate(database, new DatabaseUser("postgres", "-"));
        connection = PostgresServer.superUser(database);
        connection.setAutoCommit(false);
        entry(1);
        posting(1, 1, "DEBIT", 500, "EUR");
        posting(1, 2, "CREDIT", 500, "EUR");
        connection.commit();
    }

    @AfterEach
    void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void refusesEntryWhoseDebitsAndCreditsDiffer() throws SQLException {
        entry(2);
        posting(2, 1, "DEBIT", 500, "EUR");
        posting(2, 2, "CREDIT", 499, "EUR");

        assertThatThrownBy(connection::commit).hasMessageContaining("journal entry 2 does not balance");
    }

    @Test
    void refusesEntryInTwoCurrencies() throws SQLException {
        entry(2);
        posting(2, 1, "DEBIT", 500, "EUR");
        posting(2, 2, "CREDIT", 500, "USD");

        assertThatThrownBy(connection::commit).hasMessageContaining("does not balance");
    }

    @Test
    void refusesEntryWithoutPostings() throws SQLException {
        entry(2);

        assertThatThrownBy(connection::commit).hasMessageContaining("journal entry 2 does not balance");
    }

    @Test
    void refusesFurtherPostingThatUnbalancesAnOldEntry() throws SQLException {
        posting(1, 3, "DEBIT", 1, "EUR");

        assertThatThrownBy(connection::commit).hasMessageContaining("journal entry 1 does not balance");
    }

    @ParameterizedTest
    @CsvSource({
        "posting, UPDATE ledger.posting SET amount = 1",
        "posting, DELETE FROM ledger.posting",
        "posting, TRUNCATE ledger.posting",
        "journal_entry, UPDATE ledger.journal_entry SET user_id = user_id",
        "journal_entry, DELETE FROM ledger.journal_entry WHERE id = 99",
        "journal_entry, TRUNCATE ledger.journal_entry CASCADE"
    })
    void refusesToChangeOrRemoveWhatIsBooked(String table, String change) {
        assertThatThrownBy(() -> execute(change)).hasMessageContaining(table + " is append-only");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5, 1_000_000_000_000L})
    void refusesAmountOutOfRange(long amount) throws SQLException {
        entry(2);

        assertThatThrownBy(() -> posting(2, 1, "DEBIT", amount, "EUR")).hasMessageContaining("posting_amount_check");
    }

    @Test
    void refusesSecondEntryOfAKindForAPayment() {
        assertThatThrownBy(() -> execute("INSERT INTO ledger.journal_entry"
                        + " (event_id, transaction_id, kind, user_id, occurred_at)"
                        + " VALUES ('other', 'pay_1', 'PAYMENT', 'u', now())"))
                .hasMessageContaining("journal_entry_transaction_id_kind_key");
    }

    @Test
    void ledgerRoleCanAddButNotChange() throws SQLException {
        execute("SET SESSION AUTHORIZATION constrained_ledger");
        entry(2);
        posting(2, 1, "DEBIT", 7, "JPY");
        posting(2, 2, "CREDIT", 7, "JPY");
        connection.commit();

        assertThatThrownBy(() -> execute("UPDATE ledger.posting SET amount = 1"))
                .hasMessageContaining("permission denied for table posting");
        connection.rollback();
        assertThatThrownBy(() -> execute("ALTER TABLE ledger.posting DISABLE TRIGGER ALL"))
                .hasMessageContaining("must be owner");
        connection.rollback();
        execute("RESET SESSION AUTHORIZATION");
    }

    private void entry(long id) throws SQLException {
        execute("INSERT INTO ledger.journal_entry (event_id, transaction_id, kind, user_id, occurred_at)"
                + " VALUES ('e" + id + "', 'pay_" + id + "', 'PAYMENT', 'u', now())");
    }

    private void posting(long entry, int line, String direction, long amount, String currency) throws SQLException {
        execute("INSERT INTO ledger.posting VALUES (" + entry + ", " + line + ", 'settlement', '" + direction + "', "
                + amount + ", '" + currency + "')");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
