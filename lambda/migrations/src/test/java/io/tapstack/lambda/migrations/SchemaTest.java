package io.tapstack.lambda.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.postgres.DatabaseUser;
import io.tapstack.lambda.postgres.PostgresServer;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A schema of one version, whose SQL names its owner by a placeholder. */
class SchemaTest {
    private static final DatabaseUser MASTER = new DatabaseUser("postgres", "correct horse");

    private final Database database = PostgresServer.get().newDatabase();
    private final Schema schema = new Schema("things", Map.of("owner", "app"));

    @Test
    void appliesWhatIsMissingAndTellsHowMuchThatWas() {
        assertThat(schema.migrate(database, MASTER)).isEqualTo(new Schema.Result("1", 1));
        assertThat(schema.migrate(database, MASTER)).isEqualTo(new Schema.Result("1", 0));
    }

    @Test
    void putsTheValuesInThePlaceholdersPlaces() throws SQLException {
        schema.migrate(database, MASTER);

        try (var connection = PostgresServer.superUser(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery("INSERT INTO things.thing DEFAULT VALUES RETURNING owner")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("app");
        }
    }

    @Test
    void tellsTheDatabasesReasonWhereItCouldNotBeBroughtUpToDate() throws SQLException {
        try (var connection = PostgresServer.superUser(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA things CREATE TABLE thing (n int)");
        }

        assertThatThrownBy(() -> schema.migrate(database, MASTER))
                .isInstanceOf(Schema.MigrationFailedException.class)
                .hasMessageStartingWith("Migration failed")
                .hasMessageContaining("non-empty schema");
    }

    @Test
    void tellsTheSqlStateAndNeverThePassword() {
        var nobody = new DatabaseUser("postgres", "localhost");
        var away = new Database("localhost", 1, database.name(), database.authorities());

        assertThatThrownBy(() -> schema.migrate(away, nobody))
                .isInstanceOf(Schema.MigrationFailedException.class)
                .hasMessageStartingWith("Migration failed (SQLSTATE 08001): ")
                .hasMessageContaining("***")
                .hasMessageNotContaining("localhost");
    }
}
