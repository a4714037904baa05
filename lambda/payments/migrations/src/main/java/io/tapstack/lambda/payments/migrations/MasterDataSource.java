package io.tapstack.lambda.payments.migrations;

import io.tapstack.lambda.postgres.Database;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connections of the master user in the form Flyway wants; made the same verified way as all others. */
record MasterDataSource(Database database, MasterUser master, Duration read) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
        return database.connect(master.name(), master.password(), read);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return database.connect(user, password, read);
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
