package io.tapstack.lambda.portal.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tapstack.lambda.portal.application.PortalInstance;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What CloudFront is told to do by the contract, on loopback: the site by its manifest, the API from the application, the
 * headers on everything, unknown paths to the page.
 */
final class Edge implements AutoCloseable {
    private static final Path TARGET = Path.of("target");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final JsonObject manifest;
    private final HttpServer server;
    private final int application;
    private volatile boolean applicationIsAway;

    Edge(int application) {
        this.application = application;
        try {
            manifest = Json.object(Files.readString(TARGET.resolve("site-manifest.json")));
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Whether the load balancer does not answer. */
    void applicationIsAway(boolean now) {
        applicationIsAway = now;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = manifest.object("headers").orElseThrow();
        headers.members().forEach((name, value) -> exchange.getResponseHeaders().set(name, value.toString()));
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            if (path.startsWith("/api/")) {
                forward(exchange);
            } else {
                serve(exchange, 200, path.equals("/") ? "index.html" : path.substring(1));
            }
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        if (applicationIsAway) {
            serve(exchange, 502, "error.html");
            return;
        }
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + application + exchange.getRequestURI()))
                .header("X-Origin-Verify", PortalInstance.ORIGIN)
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A key that the bucket does not have is the page, whose paths are its own. */
    private void serve(HttpExchange exchange, int status, String key) throws IOException {
        var file = manifest.items("files", JsonObject.class).stream()
                .filter(one -> one.string("key").orElseThrow().equals(key))
                .findFirst();
        if (file.isEmpty()) {
            serve(exchange, 200, "index.html");
            return;
        }
        var one = file.get();
        exchange.getResponseHeaders()
                .set("Content-Type", one.string("contentType").orElseThrow());
        exchange.getResponseHeaders()
                .set("Cache-Control", one.string("cacheControl").orElseThrow());
        send(
                exchange,
                status,
                Files.readAllBytes(TARGET.resolve(one.string("path").orElseThrow())));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
