package io.tapstack.lambda.security.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of a real PostgreSQL 17 that asks for passwords; the master is no super user. */
@Tag("S3")
class PostgresUsersTest {
    private static final RotatedDatabase DATABASE = new RotatedDatabase();
    private static final AtomicInteger USERS = new AtomicInteger();

    private final String app = "user" + USERS.incrementAndGet();
    private final PostgresUsers users = users(app);
    private final Credentials first = new Credentials(app, "first'");
    private final Credentials second = new Credentials(app + "_clone", "second\"");

    @Test
    void unknownUserAndWrongPasswordAreNotAccepted() {
        assertThat(users.accept(first)).isFalse();
        users.set(first);
        assertThat(users.accept(first)).isTrue();
        assertThat(users.accept(new Credentials(app, "another"))).isFalse();
    }

    @Test
    void oneUsersNewPasswordLeavesTheOtherAlone() {
        users.set(first);
        users.set(second);
        users.set(new Credentials(app, "new"));

        assertThat(users.accept(second)).isTrue();
        assertThat(users.accept(first)).isFalse();
    }

    @Test
    void secondUserMayWhatTheFirstMay() throws SQLException {
        users.set(first);
        users.set(second);
        DATABASE.asSuperUser("CREATE TABLE t_" + app + " (n int)");
        DATABASE.asSuperUser("GRANT INSERT ON t_" + app + " TO " + app); // after both were made
        DATABASE.asSuperUser("CREATE ROLE readers_" + app);
        DATABASE.asSuperUser("GRANT SELECT ON t_" + app + " TO readers_" + app);
        DATABASE.asSuperUser("GRANT readers_" + app + " TO " + app);

        try (var connection = DATABASE.connect(second)) {
            RotatedDatabase.run(connection, "INSERT INTO t_" + app + " VALUES (1)");
            assertThat(RotatedDatabase.text(connection, "SELECT n FROM t_" + app))
                    .isEqualTo("1");
        }
    }

    @Test
    void whatEitherMakesBelongsToTheFirst() throws SQLException {
        users.set(first);
        users.set(second);
        DATABASE.asSuperUser("GRANT CREATE ON SCHEMA public TO " + app);

        try (var connection = DATABASE.connect(second)) {
            RotatedDatabase.run(connection, "CREATE TABLE made_" + app + " (n int)");
        }
        try (var connection = DATABASE.connect(first)) {
            RotatedDatabase.run(connection, "ALTER TABLE made_" + app + " ADD COLUMN m int");
        }
    }

    @Test
    void secondUserThatLostItsMembershipIsMended() {
        users.set(first);
        users.set(second);
        DATABASE.asSuperUser("REVOKE " + app + " FROM " + second.user() + " GRANTED BY master");

        assertThat(users.accept(second)).isFalse();
        users.set(second);
        assertThat(users.accept(second)).isTrue();
    }

    @Test
    void usersThatWereDroppedAreMadeAgain() {
        users.set(first);
        users.set(second);
        DATABASE.asSuperUser("DROP ROLE " + app);

        users.set(second);
        assertThat(users.accept(second)).isTrue();
    }

    /** Printable ASCII is what GetRandomPassword makes passwords of. */
    @Property(tries = 40)
    void anyPasswordWorks(@ForAll @StringLength(min = 1, max = 64) @CharRange(from = ' ', to = '~') String password) {
        var user = new Credentials(app, password);
        users.set(user);
        assertThat(users.accept(user)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "select", "_", "a23456789012345678901234567890123456789012345678901234567"})
    void anyNameThatSettingsAllowWorks(String name) {
        var allowed = users(name);
        var clone = new Credentials(name + "_clone", "p");
        allowed.set(clone);
        assertThat(allowed.accept(clone)).isTrue();
    }

    @Test
    void concurrentRunsDoNotDisturbEachOther() {
        var runs = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> users.set(second)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(runs).join();
        assertThat(users.accept(second)).isTrue();
    }

    @Test
    void masterWithoutTheRightIsToldSoAndNothingIsLeftBehind() {
        DATABASE.asSuperUser("CREATE ROLE weak_" + app + " LOGIN PASSWORD 'w'");
        var weak = new PostgresUsers(
                DATABASE::connect, () -> new Credentials("weak_" + app, "w"), new AlternatingUsers(app));

        assertThatThrownBy(() -> weak.set(second))
                .isInstanceOf(RotationRefusedException.class)
                .hasMessageStartingWith(
                        "the database does not set the password of " + second.user() + " (SQLSTATE 42501): ");
        assertThat(users.accept(first)).isFalse();
    }

    @Test
    void databaseThatIsAwayIsNotTakenForARefusal() {
        var away = new PostgresUsers(
                credentials -> {
                    throw new SQLException("gone", "08006");
                },
                () -> RotatedDatabase.MASTER,
                new AlternatingUsers(app));

        assertThatThrownBy(() -> away.accept(first))
                .hasMessage("the database does not log in as " + app + " (SQLSTATE 08006): gone");
    }

    private static PostgresUsers users(String app) {
        return new PostgresUsers(DATABASE::connect, () -> RotatedDatabase.MASTER, new AlternatingUsers(app));
    }
}
