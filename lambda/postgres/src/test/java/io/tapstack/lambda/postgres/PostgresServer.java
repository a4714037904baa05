package io.tapstack.lambda.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL 17 with TLS on loopback, started once per test run, with the role {@code rds_iam} that Amazon RDS
 * has. Each test takes a database of its own from it.
 */
public final class PostgresServer {
    /** For an answer: only a hang takes longer. {@code -Dpatience} gives it in minutes. */
    public static final Duration PATIENCE = Duration.ofMinutes(Integer.getInteger("patience", 4));

    private static PostgresServer instance;

    private final Path files;
    private final Process guard; // collected as garbage, it would stop the server
    private final EmbeddedPostgres server;
    private final ServerCertificate certificate;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer() {
        try {
            certificate = ServerCertificate.make(
                    Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tls"));
            files = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres");
            guard = guard();
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(files)
                    .setServerConfig("ssl", "on")
                    .setServerConfig("ssl_cert_file", certificate.certificate().toString())
                    .setServerConfig("ssl_key_file", certificate.privateKey().toString())
                    .setServerConfig("max_connections", "50")
                    .setServerConfig("logging_collector", "on") // into files, which tests may read
                    .setPGStartupWait(PATIENCE)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            execute("postgres", "CREATE ROLE rds_iam");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it at the first call; a start that failed is tried again, as mutation testing needs. */
    public static synchronized PostgresServer get() {
        if (instance == null) {
            instance = new PostgresServer();
        }
        return instance;
    }

    /** A new, empty database, reached under the name in the server's certificate. */
    public Database newDatabase() {
        var name = "test_" + databases.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return new Database("localhost", server.getPort(), name, authorities());
    }

    /** The authority to trust: the server's certificate signs itself. */
    public CaBundle authorities() {
        return new CaBundle(certificate.certificate().toString());
    }

    /** A connection as the super user, whose password is not asked for on loopback. */
    public static Connection superUser(Database database) throws SQLException {
        return database.connect("postgres", "", PATIENCE);
    }

    /** From now on everybody but the super user needs TLS and a password; harmless to ask for twice. */
    public void askForPasswords() {
        var postgres = new Database("localhost", server.getPort(), "postgres", authorities());
        try (var connection = superUser(postgres);
                var statement = connection.createStatement();
                var file = statement.executeQuery("SHOW hba_file")) {
            file.next();
            Files.write(
                    Path.of(file.getString(1)),
                    Stream.of("127.0.0.1/32", "::1/128")
                            .flatMap(address -> Stream.of(
                                    "host all postgres " + address + " trust",
                                    "hostssl all all " + address + " scram-sha-256"))
                            .toList());
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that is killed runs no shutdown hook; the shell's input ends with it, whatever ends it. */
    private Process guard() throws IOException {
        var stop = "read -r line; [ ! -f postmaster.pid ] || kill -INT \"$(head -1 postmaster.pid)\"";
        return new ProcessBuilder("/bin/sh", "-c", stop)
                .directory(files.toFile())
                .start();
    }

    /** Where the server keeps its files. */
    Path files() {
        return files;
    }

    private void execute(String database, String sql) {
        var address = new Database("localhost", server.getPort(), database, authorities());
        try (var connection = superUser(address);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void stop() {
        guard.destroy();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
