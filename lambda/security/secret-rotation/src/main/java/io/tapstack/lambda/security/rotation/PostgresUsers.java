package io.tapstack.lambda.security.rotation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.postgresql.PGConnection;

/**
 * The users of a PostgreSQL database.
 *
 * <p>The second user is a member of the first and becomes it as it logs in: what is granted to the first holds for both
 * at once, and what either makes belongs to the first. Passwords are sent as SCRAM verifiers, so that none is in a
 * statement, the server's log or its statistics.
 */
final class PostgresUsers implements DatabaseUsers {
    private static final String ENCRYPTION = "scram-sha-256";

    /** invalid_authorization_specification, invalid_password */
    private static final Set<String> NOT_LET_IN = Set.of("28000", "28P01");

    /** Connects to the database as somebody. */
    @FunctionalInterface
    interface Connector {
        Connection connect(Credentials credentials) throws SQLException;
    }

    private final Connector connector;
    private final Supplier<Credentials> master;
    private final AlternatingUsers users;

    /** @param master read anew for each change: its password is rotated too */
    PostgresUsers(Connector connector, Supplier<Credentials> master, AlternatingUsers users) {
        this.connector = connector;
        this.master = master;
        this.users = users;
    }

    @Override
    public boolean accept(Credentials credentials) {
        try (var connection = connector.connect(credentials);
                var query = connection.prepareStatement("SELECT current_user");
                var answer = query.executeQuery()) {
            answer.next();
            return answer.getString(1).equals(users.first());
        } catch (SQLException e) {
            if (NOT_LET_IN.contains(String.valueOf(e.getSQLState()))) {
                return false;
            }
            throw refused("log in as " + credentials.user(), e);
        }
    }

    @Override
    public void set(Credentials credentials) {
        try (var connection = connector.connect(master.get())) {
            connection.setAutoCommit(false);
            // Two runs at once would trip over each other's roles.
            run(connection, "SELECT pg_advisory_xact_lock(hashtext('secret-rotation of " + users.first() + "'))");
            ensureExists(connection, users.first());
            if (credentials.user().equals(users.second())) {
                ensureExists(connection, users.second());
                run(connection, "GRANT " + quoted(users.first()) + " TO " + quoted(users.second()));
                run(connection, "ALTER ROLE " + quoted(users.second()) + " SET role = " + quoted(users.first()));
            }
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(
                            credentials.user(), credentials.password().toCharArray(), ENCRYPTION);
            connection.commit();
        } catch (SQLException e) {
            throw refused("set the password of " + credentials.user(), e);
        }
    }

    /** A user without a password cannot log in. */
    private static void ensureExists(Connection connection, String user) throws SQLException {
        try (var query = connection.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, user);
            try (var found = query.executeQuery()) {
                if (!found.next()) {
                    run(connection, "CREATE ROLE " + quoted(user) + " LOGIN");
                }
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** Names are plain (see {@link AlternatingUsers#NAME}), but may be words that SQL reserves. */
    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static RotationRefusedException refused(String what, SQLException e) {
        return new RotationRefusedException(
                "the database does not " + what + " (SQLSTATE " + e.getSQLState() + "): " + e.getMessage());
    }
}
