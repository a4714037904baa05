package io.tapstack.lambda.portal.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.migrations.Schema;
import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.postgres.DatabaseUser;
import io.tapstack.lambda.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("B7")
class PortalSchemaTest {
    private static final DatabaseUser MASTER = new DatabaseUser("postgres", "-");

    private final Database database = PostgresServer.get().newDatabase();

    @Test
    void appliesEveryVersionOnceAndThenNothing() {
        var schema = PortalSchema.readBy("once_portal");

        assertThat(schema.migrate(database, MASTER)).isEqualTo(new Schema.Result("2", 2));
        assertThat(schema.migrate(database, MASTER)).isEqualTo(new Schema.Result("2", 0));
    }

    @Test
    void userMayReadAndNothingElse() throws SQLException {
        PortalSchema.readBy("least_portal").migrate(database, MASTER);

        try (var connection = PostgresServer.superUser(database)) {
            assertThat(rows(connection, """
                    SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolpassword IS NULL
                    FROM pg_authid WHERE rolname = 'least_portal'""")).containsExactly("t f f f t");
            assertThat(rows(connection, """
                    SELECT table_name, privilege_type FROM information_schema.role_table_grants
                    WHERE grantee = 'least_portal' ORDER BY 1, 2""")).containsExactly("account SELECT", "account_transaction SELECT");
            assertThat(rows(connection, "SELECT has_schema_privilege('least_portal', 'portal', 'CREATE')"))
                    .containsExactly("f");
        }
    }

    @Test
    void keepsTheUserThatTheRotationMade() throws SQLException {
        try (var connection = PostgresServer.superUser(database)) {
            connection.createStatement().execute("CREATE ROLE rotated_portal LOGIN PASSWORD 'known'");

            PortalSchema.readBy("rotated_portal").migrate(database, MASTER);

            assertThat(rows(connection, """
                    SELECT rolpassword IS NULL, has_table_privilege('rotated_portal', 'portal.account', 'SELECT')
                    FROM pg_authid WHERE rolname = 'rotated_portal'""")).containsExactly("f t");
        }
    }

    @Test
    void sampleHasManyPagesAndCurrenciesWithAndWithoutMinorUnits() throws SQLException {
        PortalSchema.readBy("sample_portal").migrate(database, MASTER);

        try (var connection = PostgresServer.superUser(database)) {
            assertThat(rows(connection, """
                    SELECT account.id, currency, count(*) FROM portal.account
                    JOIN portal.account_transaction ON account_id = account.id GROUP BY account.id ORDER BY position"""))
                    .containsExactly("acc_everyday EUR 45", "acc_savings EUR 8", "acc_card EUR 14", "acc_tokyo JPY 3");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account_transaction_amount_check | UPDATE portal.account_transaction SET amount = 0",
                "account_transaction_amount_check | UPDATE portal.account_transaction SET amount = -1000000000000",
                "account_number_ending_check | UPDATE portal.account SET number_ending = '12a4'",
                "account_currency_check | UPDATE portal.account SET currency = 'eur'",
                "account_kind_check | UPDATE portal.account SET kind = 'OTHER'",
                "account_transaction_account_id_fkey | DELETE FROM portal.account"
            })
    void refusesWhatCannotBe(String rule, String change) throws SQLException {
        PortalSchema.readBy("rules_portal").migrate(database, MASTER);

        try (var connection = PostgresServer.superUser(database);
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining(rule);
        }
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
