package io.tapstack.lambda.security.rotation;

import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.postgres.PostgresServer;
import io.tapstack.lambda.shared.JsonLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;

/**
 * A database of a real PostgreSQL that asks for passwords and logs every statement, and its master user, who may do
 * what RDS's may: make roles and databases, but is no super user.
 */
final class RotatedDatabase {
    static final Credentials MASTER = new Credentials("master", "m'a\"st\\er/@:%");

    private final Database database = PostgresServer.get().newDatabase();

    RotatedDatabase() {
        try (var connection = PostgresServer.superUser(database)) {
            PostgresServer.get().askForPasswords();
            run(
                    connection,
                    "DO $$ BEGIN CREATE ROLE master LOGIN CREATEROLE CREATEDB; "
                            + "EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            run(connection, "ALTER ROLE master PASSWORD " + literal(MASTER.password()));
            run(connection, "ALTER DATABASE " + database.name() + " OWNER TO master");
            run(connection, "ALTER DATABASE " + database.name() + " SET log_statement = 'all'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    RotationSettings settings(String user) {
        return new RotationSettings(
                database, new AlternatingUsers(user), "arn:secret", "arn:master", JsonLog.Level.INFO);
    }

    Connection connect(Credentials credentials) throws SQLException {
        return database.connect(credentials.user(), credentials.password(), PostgresServer.PATIENCE);
    }

    /** Everything that the server wrote about this and other databases. */
    String serverLog() {
        try (var connection = PostgresServer.superUser(database);
                var files = Files.list(Path.of(text(connection, "SHOW data_directory"), "log"))) {
            return files.map(RotatedDatabase::read).collect(Collectors.joining());
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void asSuperUser(String sql) {
        try (var connection = PostgresServer.superUser(database)) {
            run(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
