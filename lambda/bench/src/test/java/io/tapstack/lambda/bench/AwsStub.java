package io.tapstack.lambda.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** AWS as far as the functions' good cases need it; answers at once. */
final class AwsStub implements AutoCloseable {
    private static final String SECRET = "{\"SecretString\":\"{\\\"username\\\":\\\"postgres\\\","
            + "\\\"password\\\":\\\"-\\\"}\",\"Name\":\"master\"}";

    private static final String CREDENTIALS = "{\"AccessKeyId\":\"from-endpoint\",\"SecretAccessKey\":\"s\","
            + "\"Token\":\"t\",\"Expiration\":\"2099-01-01T00:00:00Z\"}";

    /** Says what the service answers. */
    interface Answers {
        /**
         * The body of the answer.
         *
         * @param target service and operation; "null" for services that tell by the path
         */
        String to(String path, String target, String body);
    }

    /** The Authorization headers received. */
    final Queue<String> signatures = new ConcurrentLinkedQueue<>();

    private final HttpServer server;

    /** For the payments functions: DynamoDB, S3 and Secrets Manager. */
    AwsStub() throws IOException {
        this((path, target, body) -> answer(path, target));
    }

    AwsStub(Answers answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            signatures.add(String.valueOf(headers.getFirst("Authorization")));
            var bytes = answers.to(
                            exchange.getRequestURI().getPath(), String.valueOf(headers.getFirst("X-Amz-Target")), body)
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
