package io.tapstack.main.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the page and what it asks for, on 127.0.0.1 only. */
public final class ConsoleServer implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int SERVER_ERROR = 500;
    private static final int BAD_GATEWAY = 502;
    private static final int MOST_BYTES = 10 * 1024 * 1024; // API Gateway takes no more
    private static final String PREFIX = "/api/";
    private static final String JSON = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Scripts and styles of our own files only, nothing from elsewhere, nobody frames it. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "console page");
        thread.setDaemon(true);
        return thread;
    });
    private final Gate gate;
    private final Questions questions;

    private record Answer(int status, String contentType, String body) {}

    /** @param port 0 for one that is free */
    public ConsoleServer(int port, Questions questions) {
        this.questions = questions;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        } catch (IOException e) {
            throw new Failure(
                    "cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), "--port takes another port");
        }
        gate = new Gate(server.getAddress().getPort());
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType);
            byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            Headers headers = exchange.getRequestHeaders();
            Optional<String> refusal = gate.refusal(
                    headers.getFirst("Host"), headers.getFirst("Origin"), headers.getFirst("Sec-Fetch-Site"));
            if (refusal.isPresent()) {
                throw new Refusal(FORBIDDEN, refusal.get());
            }
            String path = exchange.getRequestURI().getPath();
            return path.startsWith(PREFIX) ? ask(exchange, path.substring(PREFIX.length())) : file(exchange, path);
        } catch (Refusal refusal) {
            return problem(refusal.status(), refusal.getMessage());
        } catch (Failure failure) {
            return problem(BAD_GATEWAY, failure.getMessage());
        } catch (RuntimeException unexpected) {
            return problem(SERVER_ERROR, "unexpected: " + unexpected);
        }
    }

    private Answer file(HttpExchange exchange, String path) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            throw new Refusal(METHOD_NOT_ALLOWED, "only GET");
        }
        return PageFile.at(path, gate.token())
                .map(file -> new Answer(OK, file.contentType(), file.text()))
                .orElseThrow(() -> new Refusal(NOT_FOUND, "there is nothing at " + path));
    }

    private Answer ask(HttpExchange exchange, String question) throws IOException {
        if (!gate.knows(exchange.getRequestHeaders().getFirst(Gate.TOKEN_HEADER))) {
            throw new Refusal(FORBIDDEN, "the page is of a former tap console: load it again");
        }
        Object result =
                switch (exchange.getRequestMethod()) {
                    case "GET" ->
                        questions.ask(
                                question, Parameters.of(exchange.getRequestURI().getRawQuery()));
                    case "POST" -> questions.act(question, document(exchange));
                    default -> throw new Refusal(METHOD_NOT_ALLOWED, "only GET and POST");
                };
        return new Answer(OK, JSON, MAPPER.writeValueAsString(result));
    }

    private static JsonNode document(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new Refusal(TOO_LARGE, "more than 10 MB");
        }
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Refusal(BAD_REQUEST, "not JSON: " + e.getOriginalMessage());
        }
    }

    private static Answer problem(int status, String message) {
        return new Answer(
                status, JSON, MAPPER.createObjectNode().put("message", message).toString());
    }
}
