package io.tapstack.lambda.portal.application;

import io.tapstack.lambda.postgres.DatabaseUser;
import io.tapstack.lambda.shared.Api;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.UnavailableException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The portal's application: what systemd starts. Its environment is {@link PortalVariable}. */
public final class PortalApplication implements AutoCloseable {
    private final JsonLog log;
    private final Limits limits;
    private final Optional<Origin> origin;
    private final ConnectionPool pool;
    private final PortalServer server;

    PortalApplication(PortalSettings settings, Limits limits, Secrets secrets, Clock clock, JsonLog log)
            throws IOException {
        this.log = log;
        this.limits = limits;
        var database = settings.database();
        var login = new RotatingLogin(
                user -> database.connect(user.name(), user.password(), limits.query()),
                () -> secrets.text(settings.userSecretArn(), Secrets.Version.AWSCURRENT)
                        .map(DatabaseUser::of)
                        .orElseThrow(() -> new IllegalStateException("the database user's secret has no value yet")),
                clock,
                log);
        pool = new ConnectionPool(login::connect, limits.connection());
        origin = settings.originSecretArn().map(secret -> new Origin(secrets, secret, clock));
        var api = new PortalApi(origin, new Accounts(pool.connections()));
        server = new PortalServer(
                settings.service().address(),
                Api.sameOrigin((request, requestLog) -> api.answer(request), "PortalRefused", log),
                pool::isUp,
                log);
    }

    /** Serves until SIGTERM, then answers what is in flight and ends. */
    public static void main(String[] arguments) {
        try {
            var settings = PortalSettings.from(Environment.ofProcess());
            // Whatever the machine's locale says.
            var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            var log = JsonLog.of(
                    "portal-application", settings.service().name(), settings.logLevel(), out, Clock.systemUTC());
            var secrets = SecretsManagerSecrets.in(settings.region());
            var application = new PortalApplication(settings, Limits.PRODUCTION, secrets, Clock.systemUTC(), log);
            Runtime.getRuntime().addShutdownHook(new Thread(application::close, "drain"));
            application.start();
        } catch (IllegalStateException | IOException e) {
            System.err.println("portal-application: " + e.getMessage());
            System.exit(1);
        }
    }

    void start() {
        try {
            origin.ifPresent(Origin::lookUp);
        } catch (UnavailableException e) {
            log.error("origin's secret unreadable", e, Map.of()); // looked up again with the requests
        }
        server.start();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.drain(limits.drain());
        pool.close();
    }
}
