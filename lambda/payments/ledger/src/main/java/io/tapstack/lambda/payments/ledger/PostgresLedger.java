package io.tapstack.lambda.payments.ledger;

import io.tapstack.lambda.shared.PoisonRecordException;
import io.tapstack.lambda.shared.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;

/**
 * The books in PostgreSQL, over one connection that outlives the invocation.
 *
 * <p>One statement is one transaction: the entry, unless there is one, and its postings only where the entry is new. A
 * connection that broke since the last invocation is replaced and the statement repeated once, which is safe for the
 * same reason.
 */
final class PostgresLedger implements Ledger, AutoCloseable {
    private static final String BOOK = """
            WITH entry AS (
              INSERT INTO ledger.journal_entry (event_id, transaction_id, kind, user_id, occurred_at)
              VALUES (?, ?, ?, ?, ?)
              ON CONFLICT DO NOTHING
              RETURNING id)
            INSERT INTO ledger.posting (entry_id, line, account, direction, amount, currency)
            SELECT entry.id, line, account, direction, ?::bigint, ?
            FROM entry, (VALUES (1, ?, 'DEBIT'), (2, ?, 'CREDIT')) AS side (line, account, direction)
            """;

    /** Opens a connection, each with a token of its own: tokens last 15 minutes, connections much longer. */
    interface Connector {
        Connection connect() throws SQLException;
    }

    private final Connector connector;
    private Connection connection;

    PostgresLedger(Connector connector) {
        this.connector = connector;
    }

    @Override
    public boolean book(JournalEntry entry) {
        try {
            if (connection == null) {
                connection = connector.connect();
                return insert(entry);
            }
            try {
                return insert(entry);
            } catch (SQLException e) {
                if (!isBroken(e)) {
                    throw e;
                }
                close();
                connection = connector.connect();
                return insert(entry);
            }
        } catch (SQLException e) {
            close();
            throw failure(e);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is being thrown away; the failure that led here is the one to report.
            }
            connection = null;
        }
    }

    private boolean insert(JournalEntry entry) throws SQLException {
        var payment = entry.payment();
        var accounts = entry.debitAndCredit();
        try (var statement = connection.prepareStatement(BOOK)) {
            statement.setString(1, entry.eventId());
            statement.setString(2, payment.transactionId());
            statement.setString(3, entry.kind().name());
            statement.setString(4, payment.userId());
            statement.setObject(5, entry.occurredAt().atOffset(ZoneOffset.UTC));
            statement.setLong(6, payment.amount());
            statement.setString(7, payment.currency());
            statement.setString(8, accounts.get(0));
            statement.setString(9, accounts.get(1));
            return statement.executeUpdate() > 0;
        }
    }

    /** Class 08: connection; 57P: the server is shutting down or was told to end the session. */
    private static boolean isBroken(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Classes 22 and 23: data or integrity. The database refuses the entry itself and always will. */
    private static RuntimeException failure(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23")
                ? new PoisonRecordException("the ledger refuses the entry, SQLSTATE " + state)
                : new UnavailableException("ledger (SQLSTATE " + state + ")", e);
    }
}
