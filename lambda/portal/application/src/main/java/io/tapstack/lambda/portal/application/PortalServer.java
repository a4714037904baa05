package io.tapstack.lambda.portal.application;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tapstack.lambda.shared.Api;
import io.tapstack.lambda.shared.ApiResponse;
import io.tapstack.lambda.shared.JsonLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** The HTTP server: the API, the health check, and an end that loses nobody's answer. */
final class PortalServer {
    static final int THREADS = 16;

    private static final String HEALTH = "/healthz";

    /** Whether the database answered when it was asked last: only a change is news. */
    private final AtomicBoolean up = new AtomicBoolean(true);

    private final AtomicBoolean draining = new AtomicBoolean();

    /** One party for the server, one for each request in flight. */
    private final Phaser inFlight = new Phaser(1);

    /** No more wait than there may be connections, see {@link ServerLimits}. */
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private final HttpServer server;
    private final Api api;
    private final BooleanSupplier database;
    private final JsonLog log;

    /**
     * A server that listens, but does not answer yet.
     *
     * @param database asks whether it answers
     */
    PortalServer(InetSocketAddress address, Api api, BooleanSupplier database, JsonLog log) throws IOException {
        ServerLimits.apply();
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        this.api = api;
        this.database = database;
        this.log = log;
    }

    void start() {
        server.start();
        log.info("started", Map.of("port", port()));
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on the health check fails; ends when every request in flight is answered, or the time is over. */
    void drain(Duration longest) {
        draining.set(true);
        var inTime = awaitAnswers(longest);
        server.stop(0);
        threads.shutdownNow();
        log.info("stopped", Map.of("drained", inTime));
    }

    private boolean awaitAnswers(Duration longest) {
        try {
            inFlight.awaitAdvanceInterruptibly(
                    inFlight.arriveAndDeregister(), longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        // Negative when all had been answered before: too late for this one, whose connection is about to be closed.
        if (inFlight.register() < 0) {
            exchange.close();
            return;
        }
        try {
            if (draining.get()) {
                exchange.getResponseHeaders().set("Connection", "close");
            }
            Exchanges.respond(
                    exchange,
                    HEALTH.equals(exchange.getRequestURI().getRawPath())
                            ? health()
                            : api.answer(Exchanges.request(exchange)));
        } finally {
            inFlight.arriveAndDeregister();
        }
    }

    /** Asked every few seconds for ever, so it is not logged like other requests. */
    private ApiResponse health() {
        var answers = database.getAsBoolean();
        if (up.getAndSet(answers) != answers) {
            log.warn("database changed", Map.of("up", answers));
        }
        var healthy = answers && !draining.get();
        return ApiResponse.json(healthy ? 200 : 503, Map.of("status", healthy ? "UP" : "DOWN"))
                .with("Cache-Control", "no-store");
    }
}
