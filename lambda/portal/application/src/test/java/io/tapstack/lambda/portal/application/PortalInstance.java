package io.tapstack.lambda.portal.application;

import io.tapstack.lambda.postgres.PostgresServer;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The application on loopback before a real PostgreSQL, with secrets and a clock that a test sets. */
public final class PortalInstance implements AutoCloseable {
    /** What CloudFront sends along. */
    public static final String ORIGIN = "from-the-edge-4f9a";

    static final String USER_SECRET = "arn:user";
    static final String ORIGIN_SECRET = "arn:origin";
    static final String PASSWORD = "first-password";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final HttpClient client = HttpClient.newHttpClient();
    private final PortalDatabase database = new PortalDatabase();
    private final FakeSecrets secrets = new FakeSecrets();
    private final TestClock clock = new TestClock();
    private final PortalApplication application;

    private PortalInstance(Limits limits) {
        secrets.put(USER_SECRET, database.secret(database.user(), PASSWORD));
        secrets.put(ORIGIN_SECRET, ORIGIN);
        var settings = new PortalSettings(
                new PortalSettings.Service(Optional.of("127.0.0.1"), 0, "portal-test-application"),
                database.address(),
                USER_SECRET,
                Optional.of(ORIGIN_SECRET),
                "eu-central-1",
                JsonLog.Level.INFO);
        var out = new PrintStream(written, true, StandardCharsets.UTF_8);
        var log = JsonLog.of("portal-application", "portal-test-application", JsonLog.Level.INFO, out, clock);
        try {
            application = new PortalApplication(settings, limits, secrets, clock, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one with a database of its own, which waits as long as the slowest machine needs. */
    public static PortalInstance start() {
        return start(new Limits(PostgresServer.PATIENCE, PostgresServer.PATIENCE, PostgresServer.PATIENCE));
    }

    /** One whose database a test takes away. */
    static PortalInstance startImpatient() {
        return start(new Limits(Duration.ofSeconds(5), PostgresServer.PATIENCE, PostgresServer.PATIENCE));
    }

    /** One that ends without waiting for what is in flight. */
    static PortalInstance startWithoutDraining() {
        return start(new Limits(PostgresServer.PATIENCE, PostgresServer.PATIENCE, Duration.ZERO));
    }

    /** One that starts while Secrets Manager cannot be reached. */
    static PortalInstance startWithoutSecrets() {
        var instance = new PortalInstance(
                new Limits(PostgresServer.PATIENCE, PostgresServer.PATIENCE, PostgresServer.PATIENCE));
        instance.secrets.away(true);
        instance.application.start();
        return instance;
    }

    private static PortalInstance start(Limits limits) {
        var instance = new PortalInstance(limits);
        instance.application.start();
        return instance;
    }

    /** Where it listens. */
    public int port() {
        return application.port();
    }

    PortalDatabase database() {
        return database;
    }

    FakeSecrets secrets() {
        return secrets;
    }

    TestClock clock() {
        return clock;
    }

    String log() {
        return written.toString(StandardCharsets.UTF_8);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .header(Origin.HEADER, ORIGIN);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    JsonObject json(String path) {
        return Json.object(get(path).body());
    }

    @Override
    public void close() {
        application.close();
    }
}
