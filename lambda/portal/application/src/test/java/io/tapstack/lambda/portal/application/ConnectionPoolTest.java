package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
