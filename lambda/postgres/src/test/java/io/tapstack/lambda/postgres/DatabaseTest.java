package io.tapstack.lambda.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.shared.Environment;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("P2")
class DatabaseTest {
    private final Database database = PostgresServer.get().newDatabase();

    @Test
    void connectsOverTls() throws SQLException {
        try (var connection = PostgresServer.superUser(database);
                var answer = connection
                        .createStatement()
                        .executeQuery("SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            assertThat(answer.next()).isTrue();
            assertThat(answer.getBoolean("ssl")).isTrue();
            assertThat(answer.getString("version")).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void waitsForAnAnswerAsLongAsItIsTold() throws SQLException {
        try (var connection = database.connect("postgres", "", Duration.ofSeconds(7))) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(7_000);
        }
    }

    /** A server that hangs shows only with the time, which no test waits for; names as in pgJDBC's documentation. */
    @Test
    void aServerThatHangsIsNotWaitedForLong() {
        assertThat(database.properties("app", "password", Duration.ofSeconds(7)))
                .containsEntry("connectTimeout", "5")
                .containsEntry("socketTimeout", "7")
                .containsEntry("tcpKeepAlive", "true")
                .containsEntry("gssEncMode", "disable");
    }

    @Test
    void sendsThePassword() throws SQLException {
        PostgresServer.get().askForPasswords();
        var user = "user_of_" + database.name();
        try (var connection = PostgresServer.superUser(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'right'");
        }

        try (var connection = database.connect(user, "right", PostgresServer.PATIENCE)) {
            assertThat(connection.isValid(0)).isTrue();
        }
        assertThatThrownBy(() -> database.connect(user, "wrong", PostgresServer.PATIENCE))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void isReadFromTheEnvironment() {
        var environment = new HashMap<>(
                Map.of("DB_HOST", "db.internal", "DB_PORT", "5433", "DB_NAME", "bank", "AWS_REGION", "eu-west-1"));
        assertThat(Database.from(new Environment(environment)))
                .isEqualTo(new Database("db.internal", 5433, "bank", new CaBundle("classpath:rds-ca/eu-west-1.pem")));

        environment.put("RDS_CA_BUNDLE", "/etc/own-ca.pem");
        assertThat(Database.from(new Environment(environment)).authorities())
                .isEqualTo(new CaBundle("/etc/own-ca.pem"));
    }

    @ParameterizedTest
    @CsvSource({"bank?sslmode=disable, false", "bank/x, false", "Bank_2, true"})
    void takesOnlyPlainNamesOfDatabases(String name, boolean taken) {
        var environment = new Environment(
                Map.of("DB_HOST", "db.internal", "DB_PORT", "5432", "DB_NAME", name, "AWS_REGION", "eu-west-1"));
        Database.from(environment);

        if (taken) {
            assertThatCode(environment::check).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(environment::check).hasMessageContaining("DB_NAME must match");
        }
    }

    @Test
    void refusesServerSignedByAnotherAuthority() {
        var rds = CaBundle.of(Optional.empty(), "eu-central-1");
        var wrong = new Database(database.host(), database.port(), database.name(), rds);

        assertThatThrownBy(() -> PostgresServer.superUser(wrong))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("unable to find valid certification path");
    }

    @Test
    void refusesServerWhoseCertificateNamesAnotherHost() {
        var wrong = new Database("127.0.0.1", database.port(), database.name(), database.authorities());

        assertThatThrownBy(() -> PostgresServer.superUser(wrong))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("could not be verified by hostnameverifier");
    }
}
