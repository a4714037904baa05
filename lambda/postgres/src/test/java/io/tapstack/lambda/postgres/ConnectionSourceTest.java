package io.tapstack.lambda.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.junit.jupiter.api.Test;

class ConnectionSourceTest {
    private final Database database = PostgresServer.get().newDatabase();
    private final ConnectionSource source = new ConnectionSource(() -> PostgresServer.superUser(database));

    @Test
    void opensAConnectionAsItsOpenerDoes() throws SQLException {
        try (var connection = source.getConnection()) {
            assertThat(connection.getCatalog()).isEqualTo(database.name());
        }
    }

    @Test
    void takesNoOtherUser() {
        assertThatThrownBy(() -> source.getConnection("another", "password"))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void wrapsNothing() {
        assertThat(source.isWrapperFor(Connection.class)).isFalse();
        assertThatThrownBy(() -> source.unwrap(Connection.class)).isInstanceOf(SQLException.class);
    }
}
