package io.tapstack.lambda.payments.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.migrations.Schema;
import io.tapstack.lambda.postgres.CaBundle;
import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.postgres.DatabaseUser;
import io.tapstack.lambda.postgres.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P15")
class LedgerSchemaTest {
    private static final DatabaseUser MASTER = new DatabaseUser("postgres", "correct horse battery staple");

    private final Database database = PostgresServer.get().newDatabase();

    @Test
    void appliesEveryVersionOnceAndThenNothing() {
        assertThat(LedgerSchema.of("payments_ledger").migrate(database, MASTER)).isEqualTo(new Schema.Result("3", 3));
        assertThat(LedgerSchema.of("payments_ledger").migrate(database, MASTER)).isEqualTo(new Schema.Result("3", 0));
    }

    @Test
    void survivesConcurrentRuns() throws Exception {
        int applied = 0;
        for (var result : atOnce(4, () -> LedgerSchema.of("concurrent_ledger").migrate(database, MASTER))) {
            applied += result.migrationsApplied();
        }

        assertThat(applied).isEqualTo(3);
    }

    /** Flyway's lock does not cover what runs after the migrations. */
    @Test
    void severalRunsMayMakeTheRoleAtOnce() throws Exception {
        LedgerSchema.of("first_ledger").migrate(database, MASTER);
        var callback = new String(
                LedgerSchema.class
                        .getResourceAsStream("/db/migration/afterMigrate__ledger_role.sql")
                        .readAllBytes(),
                StandardCharsets.UTF_8);

        var together = new Phaser(4);
        var made = atOnce(4, () -> {
            try (var connection = PostgresServer.superUser(database);
                    var statement = connection.createStatement()) {
                for (int role = 0; role < 30; role++) {
                    together.arriveAndAwaitAdvance();
                    statement.execute(callback.replace("${ledger_user}", "raced_ledger_" + role));
                }
            } finally {
                together.arriveAndDeregister(); // a failure keeps no other run waiting
            }
            return true;
        });

        assertThat(made).hasSize(4);
    }

    private static <T> List<T> atOnce(int times, Callable<T> action) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(Collections.nCopies(times, action))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void makesRoleThatLogsInByTokenOnlyAndMayOnlyReadAndAdd() throws SQLException {
        LedgerSchema.of("least_ledger").migrate(database, MASTER);

        try (var connection = PostgresServer.superUser(database)) {
            assertThat(rows(connection, """
                    SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolpassword IS NULL, pg_has_role(rolname, 'rds_iam', 'MEMBER')
                    FROM pg_authid WHERE rolname = 'least_ledger'""")).containsExactly("t f f f t t");
            assertThat(rows(connection, """
                    SELECT table_name, privilege_type FROM information_schema.role_table_grants
                    WHERE grantee = 'least_ledger' ORDER BY 1, 2"""))
                    .containsExactly(
                            "journal_entry INSERT", "journal_entry SELECT", "posting INSERT", "posting SELECT");
        }
    }

    @Test
    void bringsBackLostGrant() throws SQLException {
        LedgerSchema.of("lost_ledger").migrate(database, MASTER);
        try (var connection = PostgresServer.superUser(database)) {
            connection.createStatement().execute("REVOKE INSERT ON ledger.posting FROM lost_ledger");

            LedgerSchema.of("lost_ledger").migrate(database, MASTER);

            assertThat(rows(connection, "SELECT has_table_privilege('lost_ledger', 'ledger.posting', 'INSERT')"))
                    .containsExactly("t");
        }
    }

    @Test
    void failureNamesTheCauseAndNotThePassword() {
        var unreachable = new Database("localhost", 1, "nowhere", database.authorities());
        assertThatThrownBy(() -> LedgerSchema.of("payments_ledger").migrate(unreachable, MASTER))
                .hasMessageContaining("SQLSTATE 08001")
                .hasMessageNotContaining(MASTER.password());

        var untrusted = new Database(
                "localhost", database.port(), database.name(), CaBundle.of(Optional.empty(), "eu-central-1"));
        assertThatThrownBy(() -> LedgerSchema.of("payments_ledger").migrate(untrusted, MASTER))
                .hasMessageStartingWith("Migration failed")
                .hasMessageNotContaining(MASTER.password());
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            while (answer.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
                    row.add(answer.getString(column));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }
}
