package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.postgres.ConnectionSource;
import io.tapstack.lambda.postgres.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

@Tag("B6")
class ConnectionPoolTest {
    @Test
    void startsWithoutADatabaseAndIsNotUp() {
        try (var pool = new ConnectionPool(
                () -> {
                    throw new SQLException("away", "08001");
                },
                Duration.ofMillis(250))) {
            assertThat(pool.isUp()).isFalse();
        }
    }

    /** As a failover does to an application that is starting. */
    @Test
    void outlivesAFirstConnectionThatTheServerEndsAtOnce() {
        var database = new PortalDatabase();
        var opened = new AtomicInteger();
        ConnectionSource.Opener opener = () -> {
            var connection = PostgresServer.superUser(database.address());
            if (opened.getAndIncrement() == 0) {
                database.endSession(connection.unwrap(PGConnection.class).getBackendPID());
            }
            return connection;
        };

        try (var pool = new ConnectionPool(opener, PostgresServer.PATIENCE)) {
            assertThat(pool.isUp()).isTrue();
        }
        assertThat(opened).hasValueGreaterThan(1);
    }

    /** The defaults would hold ten connections for half an hour, and look at an idle one never. */
    @Test
    void keepsFewConnectionsAndReplacesThemAsTheyAge() {
        try (var pool = new ConnectionPool(
                () -> {
                    throw new SQLException("away", "08001");
                },
                Duration.ofMillis(1_500))) {
            var connections = pool.connections();

            assertThat(connections.getPoolName()).isEqualTo("portal");
            assertThat(connections.getMaximumPoolSize()).isEqualTo(ConnectionPool.SIZE);
            assertThat(connections.getConnectionTimeout()).isEqualTo(1_500);
            assertThat(connections.getValidationTimeout()).isEqualTo(1_000);
            assertThat(connections.getMaxLifetime()).isEqualTo(600_000);
            assertThat(connections.getKeepaliveTime()).isEqualTo(120_000);
        }
    }
}
