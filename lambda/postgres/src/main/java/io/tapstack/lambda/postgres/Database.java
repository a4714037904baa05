package io.tapstack.lambda.postgres;

import io.tapstack.lambda.shared.Environment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A PostgreSQL database and how to reach it safely.
 *
 * @param port TCP port
 * @param authorities who may have signed the server's certificate
 */
public record Database(String host, int port, String name, CaBundle authorities) {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /**
     * Reads DB_HOST, DB_PORT, DB_NAME, AWS_REGION and the optional RDS_CA_BUNDLE; the caller checks the environment.
     */
    public static Database from(Environment environment) {
        return new Database(
                environment.required("DB_HOST"),
                environment.port("DB_PORT"),
                environment.matching("DB_NAME", "[A-Za-z_][A-Za-z0-9_]{0,62}"),
                CaBundle.of(environment.optional("RDS_CA_BUNDLE"), environment.required("AWS_REGION")));
    }

    /**
     * Connects over TLS; a server that cannot prove to be this host is not talked to.
     *
     * @param password password or IAM token
     * @param read longest wait for an answer of the server
     */
    public Connection connect(String user, String password, Duration read) throws SQLException {
        // Straight to the driver: DriverManager would look for others first, and log the URL.
        var connection = new Driver()
                .connect("jdbc:postgresql://" + host + ":" + port + "/" + name, properties(user, password, read));
        if (connection == null) {
            throw new SQLException("not a PostgreSQL address");
        }
        return connection;
    }

    Properties properties(String user, String password, Duration read) {
        var properties = new Properties();
        PGProperty.USER.set(properties, user);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.SSL_MODE.set(properties, "verify-full");
        PGProperty.SSL_FACTORY.set(properties, CaSocketFactory.class.getName());
        PGProperty.SSL_ROOT_CERT.set(properties, authorities.location());
        PGProperty.GSS_ENC_MODE.set(properties, "disable"); // saves a round trip: RDS does not offer it
        PGProperty.CONNECT_TIMEOUT.set(properties, (int) CONNECT.toSeconds());
        PGProperty.SOCKET_TIMEOUT.set(properties, (int) read.toSeconds());
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        return properties;
    }
}
