package io.tapstack.lambda.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
