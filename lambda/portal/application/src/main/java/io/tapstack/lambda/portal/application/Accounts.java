package io.tapstack.lambda.portal.application;

import io.tapstack.lambda.shared.UnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The accounts in the database, which this only reads. */
final class Accounts {
    private static final String ACCOUNTS = """
            SELECT id, name, kind, number_ending, currency,
                coalesce((SELECT sum(amount) FROM portal.account_transaction WHERE account_id = account.id), 0) AS balance
            FROM portal.account ORDER BY position""";

    private static final String CURRENCY = "SELECT currency FROM portal.account WHERE id = ?";

    private static final String EXISTS = "SELECT 1 FROM portal.account_transaction WHERE account_id = ? AND id = ?";

    private static final String NEWEST = """
            SELECT id, booked_at, amount, description FROM portal.account_transaction
            WHERE account_id = ? ORDER BY booked_at DESC, id DESC LIMIT ?""";

    private static final String OLDER = """
            SELECT id, booked_at, amount, description FROM portal.account_transaction
            WHERE account_id = ? AND (booked_at, id) < (SELECT booked_at, id FROM portal.account_transaction WHERE id = ?)
            ORDER BY booked_at DESC, id DESC LIMIT ?""";

    private final DataSource connections;

    Accounts(DataSource connections) {
        this.connections = connections;
    }

    /** All of them, in the order they are shown. */
    List<Account> all() {
        return read(Accounts::all);
    }

    /** The currency of the account's money; nothing where there is no such account. */
    Optional<String> currency(String account) {
        return read(connection -> currency(connection, account));
    }

    /** Whether the transaction is one of the account. */
    boolean has(String account, long transaction) {
        return read(connection -> has(connection, account, transaction));
    }

    /**
     * A page of what was booked.
     *
     * @param before the transaction that the page begins after; nothing for the first page
     */
    AccountTransaction.Page transactions(String account, String currency, int limit, Optional<Long> before) {
        return read(connection -> {
            var found = transactions(connection, account, currency, limit + 1, before);
            return found.size() <= limit
                    ? new AccountTransaction.Page(found, Optional.empty())
                    : new AccountTransaction.Page(
                            found.subList(0, limit),
                            Optional.of(found.get(limit - 1).id()));
        });
    }

    private static List<Account> all(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(ACCOUNTS);
                var rows = statement.executeQuery()) {
            var accounts = new ArrayList<Account>();
            while (rows.next()) {
                accounts.add(new Account(
                        rows.getString("id"),
                        rows.getString("name"),
                        rows.getString("kind"),
                        rows.getString("number_ending"),
                        Money.of(rows.getBigDecimal("balance").longValueExact(), rows.getString("currency"))));
            }
            return accounts;
        }
    }

    private static Optional<String> currency(Connection connection, String account) throws SQLException {
        try (var statement = connection.prepareStatement(CURRENCY)) {
            statement.setString(1, account);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static boolean has(Connection connection, String account, long transaction) throws SQLException {
        try (var statement = connection.prepareStatement(EXISTS)) {
            statement.setString(1, account);
            statement.setLong(2, transaction);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static List<AccountTransaction> transactions(
            Connection connection, String account, String currency, int limit, Optional<Long> before)
            throws SQLException {
        try (var statement = connection.prepareStatement(before.isPresent() ? OLDER : NEWEST)) {
            int parameter = 1;
            statement.setString(parameter++, account);
            if (before.isPresent()) {
                statement.setLong(parameter++, before.get());
            }
            statement.setInt(parameter, limit);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<AccountTransaction>();
                while (rows.next()) {
                    found.add(transaction(rows, currency));
                }
                return found;
            }
        }
    }

    private static AccountTransaction transaction(ResultSet row, String currency) throws SQLException {
        return new AccountTransaction(
                row.getLong("id"),
                row.getTimestamp("booked_at").toInstant(),
                row.getString("description"),
                Money.of(row.getLong("amount"), currency));
    }

    /** Reads something from a connection. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    /** Again on another connection where one was lost: reading twice harms nobody, and all may be lost at once. */
    private <T> T read(Reading<T> reading) {
        for (int lost = 0; ; lost++) {
            try {
                return once(reading);
            } catch (SQLException e) {
                if (!isLost(e) || lost == ConnectionPool.SIZE) {
                    throw new UnavailableException("database (SQLSTATE " + e.getSQLState() + ")", e);
                }
            }
        }
    }

    private <T> T once(Reading<T> reading) throws SQLException {
        try (var connection = connections.getConnection()) {
            return reading.from(connection);
        }
    }

    /** Class 08: connection; 57P: the server is shutting down or was told to end the session. Waiting in vain is neither. */
    private static boolean isLost(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return !(e instanceof SQLTransientConnectionException) && (state.startsWith("08") || state.startsWith("57P"));
    }
}
