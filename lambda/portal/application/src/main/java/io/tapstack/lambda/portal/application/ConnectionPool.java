package io.tapstack.lambda.portal.application;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tapstack.lambda.postgres.ConnectionSource;
import java.sql.SQLException;
import java.time.Duration;

/** The connections to the database: few, kept open, replaced as they age. */
final class ConnectionPool implements AutoCloseable {
    static final int SIZE = 8;

    private static final Duration VALIDATION = Duration.ofSeconds(1);
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration KEEPALIVE = Duration.ofMinutes(2);

    private final HikariDataSource connections;

    /** Starts without a database too: it may come later. */
    ConnectionPool(ConnectionSource.Opener login, Duration longestWait) {
        var config = new HikariConfig();
        config.setPoolName("portal");
        config.setDataSource(new ConnectionSource(login));
        config.setMaximumPoolSize(SIZE);
        config.setConnectionTimeout(longestWait.toMillis());
        config.setValidationTimeout(VALIDATION.toMillis());
        config.setMaxLifetime(LIFETIME.toMillis());
        config.setKeepaliveTime(KEEPALIVE.toMillis());
        config.setInitializationFailTimeout(-1);
        // Otherwise asked of the first connection, and a pool whose first one breaks there never gets another:
        // https://github.com/brettwooldridge/HikariCP/issues/1944
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        connections = new HikariDataSource(config);
    }

    HikariDataSource connections() {
        return connections;
    }

    /** Whether the database answers, now. */
    boolean isUp() {
        try (var connection = connections.getConnection()) {
            return connection.isValid((int) VALIDATION.toSeconds());
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
