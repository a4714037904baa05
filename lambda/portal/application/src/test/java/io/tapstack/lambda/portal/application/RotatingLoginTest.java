package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.postgres.DatabaseUser;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database that accepts one password, and a secret that says which. */
@Tag("B7")
class RotatingLoginTest {
    private static final Connection CONNECTION = (Connection) Proxy.newProxyInstance(
            Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> null);

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final TestClock clock = new TestClock();
    private final List<String> tried = new ArrayList<>();
    private String accepted = "one";
    private String refusal = "28P01";
    private String stored = "one";
    private int reads;
    private final RotatingLogin login = new RotatingLogin(
            this::connect,
            this::read,
            clock,
            JsonLog.of(
                    "portal-application",
                    "test",
                    JsonLog.Level.INFO,
                    new PrintStream(lines, true, StandardCharsets.UTF_8),
                    clock));

    @Test
    void readsTheSecretOnceForManyConnections() throws SQLException {
        assertThat(login.connect()).isSameAs(CONNECTION);
        assertThat(login.connect()).isSameAs(CONNECTION);

        assertThat(reads).isEqualTo(1);
    }

    @Test
    void takesTheNewPasswordWhenTheOldOneIsRefused() throws SQLException {
        login.connect();
        accepted = "two";
        stored = "two";
        clock.pass(RotatingLogin.LOOK_AGAIN.plusNanos(1));

        assertThat(login.connect()).isSameAs(CONNECTION);

        assertThat(tried).containsExactly("one", "one", "two");
        assertThat(log()).contains("login refused", "login changed").doesNotContain("one", "two");
    }

    @Test
    void doesNotLookAgainJustAfterItLooked() throws SQLException {
        login.connect();
        accepted = "two";
        stored = "two";
        clock.pass(RotatingLogin.LOOK_AGAIN);

        assertThatThrownBy(login::connect).isInstanceOf(SQLException.class).hasMessage("refused");
        assertThat(reads).isEqualTo(1);
        assertThat(log()).doesNotContain("login changed");
    }

    @Test
    void aFailureThatIsNoRefusalIsNoReasonToLook() throws SQLException {
        login.connect();
        accepted = "two";
        stored = "two";
        refusal = "08006";
        clock.pass(RotatingLogin.LOOK_AGAIN.plusNanos(1));

        assertThatThrownBy(login::connect).isInstanceOf(SQLException.class).hasMessage("refused");
        assertThat(reads).isEqualTo(1);
        assertThat(log()).doesNotContain("login refused");
    }

    /** HikariCP takes an SQLException for "not yet", and anything else for its own end. */
    @Test
    void anUnreadableSecretIsAFailureToConnectUntilItCanBeRead() throws SQLException {
        stored = null;
        assertThatThrownBy(login::connect)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessage("the database user's secret cannot be read");
        assertThat(log()).contains("secret unreadable");

        stored = "one";
        assertThat(login.connect()).isSameAs(CONNECTION);
    }

    private Connection connect(DatabaseUser user) throws SQLException {
        tried.add(user.password());
        if (!user.password().equals(accepted)) {
            throw new SQLException("refused", refusal);
        }
        return CONNECTION;
    }

    private DatabaseUser read() {
        reads++;
        if (stored == null) {
            throw new UnavailableException("Secrets Manager");
        }
        return new DatabaseUser("portal", stored);
    }

    private String log() {
        return lines.toString(StandardCharsets.UTF_8);
    }
}
