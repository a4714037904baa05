package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.postgres.ConnectionSource;
import io.tapstack.lambda.shared.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a reading is tried whose connections fail. */
@Tag("B6")
class AccountsTest {
    private final AtomicInteger attempts = new AtomicInteger();

    /** Every connection of the pool may be lost at once, as in a failover: the one after them is new. */
    @ParameterizedTest
    @CsvSource({"08006, 9", "08003, 9", "57P01, 9", "57014, 1", "42P01, 1", "28P01, 1", ", 1"})
    void readsAgainOnlyWhereTheConnectionWasLost(String state, int expected) {
        var accounts = accounts(() -> new SQLException("failed", state));

        assertThatThrownBy(accounts::all)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("database (SQLSTATE " + state + ")");
        assertThat(attempts).hasValue(expected);
    }

    /** HikariCP's, when the pool had no connection in time: another wait would double the first. */
    @Test
    void waitsInVainOnce() {
        var accounts = accounts(() -> new SQLTransientConnectionException("no connection in time", "08001"));

        assertThatThrownBy(accounts::all).isInstanceOf(UnavailableException.class);
        assertThat(attempts).hasValue(1);
    }

    private Accounts accounts(Supplier<SQLException> failure) {
        return new Accounts(new ConnectionSource(() -> {
            attempts.incrementAndGet();
            throw failure.get();
        }));
    }
}
