package io.tapstack.lambda.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** DynamoDB, S3 and Secrets Manager as far as the functions' good cases need them; answers at once. */
final class AwsStub implements AutoCloseable {
    private static final String SECRET = "{\"SecretString\":\"{\\\"username\\\":\\\"postgres\\\","
            + "\\\"password\\\":\\\"-\\\"}\",\"Name\":\"master\"}";

    private final HttpServer server;

    AwsStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            var answer = target.startsWith("secretsmanager") ? SECRET : target.equals("null") ? "" : "{}";
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    /** Value of AWS_ENDPOINT_URL. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
