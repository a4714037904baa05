package io.tapstack.lambda.payments.ledger;

import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** A database with the ledger's schema in it, and connections of the ledger's own role to it. */
final class LedgerDatabase {
    private static final String ROLE = "payments_ledger";

    final AtomicInteger connectionsMade = new AtomicInteger();
    final Database database = PostgresServer.get().newDatabase();

    LedgerDatabase() {
        var url = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name()
                + "?sslmode=disable";
        Flyway.configure()
                .dataSource(url, "postgres", "")
                .schemas("ledger")
                .placeholders(Map.of("ledger_user", ROLE))
                .load()
                .migrate();
    }

    /** As the function connects, but for the token: the server does not ask for one on loopback. */
    Connection connect() throws SQLException {
        connectionsMade.incrementAndGet();
        return database.connect(ROLE, "", PostgresServer.PATIENCE);
    }

    /** Every posting as text, in the order of payment, kind and line. */
    List<String> postings() throws SQLException {
        return rows(
                "SELECT concat_ws(' ', transaction_id, kind, account, direction, amount, currency)"
                        + " FROM ledger.journal_entry JOIN ledger.posting ON entry_id = id ORDER BY transaction_id, kind, line");
    }

    List<String> rows(String query) throws SQLException {
        try (var connection = PostgresServer.superUser(database);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (answer.next()) {
                rows.add(answer.getString(1));
            }
            return rows;
        }
    }
}
