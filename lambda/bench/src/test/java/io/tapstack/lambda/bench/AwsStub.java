package io.tapstack.lambda.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** DynamoDB, S3 and Secrets Manager as far as the functions' good cases need them; answers at once. */
final class AwsStub implements AutoCloseable {
    private static final String SECRET = "{\"SecretString\":\"{\\\"username\\\":\\\"postgres\\\","
            + "\\\"password\\\":\\\"-\\\"}\",\"Name\":\"master\"}";

    private static final String CREDENTIALS = "{\"AccessKeyId\":\"from-endpoint\",\"SecretAccessKey\":\"s\","
            + "\"Token\":\"t\",\"Expiration\":\"2099-01-01T00:00:00Z\"}";

    /** The Authorization headers received. */
    final Queue<String> signatures = new ConcurrentLinkedQueue<>();

    private final HttpServer server;

    AwsStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            signatures.add(String.valueOf(headers.getFirst("Authorization")));
            var bytes = answer(exchange.getRequestURI().getPath(), String.valueOf(headers.getFirst("X-Amz-Target")))
                    .getBytes(StandardCharsets.UTF_8);
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

    private static String answer(String path, String target) {
        if (path.equals("/credentials")) {
            return CREDENTIALS;
        }
        if (target.startsWith("secretsmanager")) {
            return SECRET;
        }
        return target.startsWith("DynamoDB") ? "{}" : "";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
