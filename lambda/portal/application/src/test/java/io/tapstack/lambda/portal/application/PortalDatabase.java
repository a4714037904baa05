package io.tapstack.lambda.portal.application;

import io.tapstack.lambda.portal.migrations.PortalSchema;
import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.postgres.DatabaseUser;
import io.tapstack.lambda.postgres.PostgresServer;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The portal's database in a real PostgreSQL that asks for passwords, migrated as its master user, who may do what RDS's
 * may and is no super user.
 */
final class PortalDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final DatabaseUser MASTER = new DatabaseUser("portal_master", "for-this-test");

    private final Database address = PostgresServer.get().newDatabase();
    private final String user = "portal_" + NUMBER.incrementAndGet();

    PortalDatabase() {
        PostgresServer.get().askForPasswords();
        asSuperUser("DO $$ BEGIN CREATE ROLE portal_master LOGIN CREATEROLE; "
                + "EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        asSuperUser("ALTER ROLE portal_master PASSWORD '" + MASTER.password() + "'");
        asSuperUser("ALTER DATABASE " + address.name() + " OWNER TO portal_master");
        PortalSchema.readBy(user).migrate(address, MASTER);
        asSuperUser("CREATE ROLE " + user + "_clone LOGIN IN ROLE " + user);
        asSuperUser("ALTER ROLE " + user + "_clone SET role = " + user);
    }

    Database address() {
        return address;
    }

    /** The application's user. */
    String user() {
        return user;
    }

    /** Gives the user a password and returns what the secret holds then. */
    String secret(String name, String password) {
        asSuperUser("ALTER ROLE " + name + " PASSWORD '" + password + "'");
        return "{\"engine\":\"postgres\",\"username\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }

    /** Ends every session of the application, as a failover does. */
    void endSessions() {
        asSuperUser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + address.name()
                + "' AND usename LIKE '" + user + "%'");
    }

    /** Ends one session, and returns when it has ended. */
    void endSession(int process) {
        asSuperUser("SELECT pg_terminate_backend(" + process + ", " + PostgresServer.PATIENCE.toMillis() + ")");
    }

    void letIn(boolean anybody) {
        asSuperUser("postgres", "ALTER DATABASE " + address.name() + " ALLOW_CONNECTIONS " + anybody);
        if (!anybody) {
            asSuperUser(
                    "postgres",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + address.name() + "'");
        }
    }

    void asSuperUser(String sql) {
        asSuperUser(address.name(), sql);
    }

    private void asSuperUser(String name, String sql) {
        var database = new Database(address.host(), address.port(), name, address.authorities());
        try (var connection = PostgresServer.superUser(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
