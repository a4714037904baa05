package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tapstack.lambda.shared.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as an instance runs it: unit tests do not notice what shading left out. */
@Tag("B6")
class PortalJarIT {
    private static final Path JAR = Path.of("target", "portal-application.jar");
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path folder;

    @Test
    void servesUntilItIsTerminated() throws Exception {
        var database = new PortalDatabase();
        var secret = database.secret(database.user(), "password-of-the-jar");
        var secretsManager = secretsManager(Map.of("arn:user", secret, "arn:origin", "from-the-edge"));
        var port = freePort();
        var address = database.address();
        var process = start(Map.ofEntries(
                Map.entry("PORT", Integer.toString(port)),
                Map.entry("SERVICE_NAME", "portal-it-application"),
                Map.entry("DB_HOST", address.host()),
                Map.entry("DB_PORT", Integer.toString(address.port())),
                Map.entry("DB_NAME", address.name()),
                Map.entry("DB_SECRET_ARN", "arn:user"),
                Map.entry("ORIGIN_VERIFY_SECRET_ARN", "arn:origin"),
                Map.entry("RDS_CA_BUNDLE", address.authorities().location()),
                Map.entry("AWS_REGION", "eu-central-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "test"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
                Map.entry(
                        "AWS_ENDPOINT_URL",
                        "http://localhost:" + secretsManager.getAddress().getPort())));
        try {
            awaitHealth(process, port);
            var answer = get(port, "/api/accounts", "from-the-edge");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("acc_everyday");
            assertThat(get(port, "/api/accounts", "wrong").statusCode()).isEqualTo(403);

            process.destroy();
            assertThat(process.waitFor()).isEqualTo(TERMINATED);
        } finally {
            process.destroyForcibly();
            secretsManager.stop(0);
        }
        assertThat(log().lines()).isNotEmpty().allSatisfy(line -> assertThat(
                        Json.object(line).string("service"))
                .contains("portal-application"));
        assertThat(log()).contains("\"message\":\"stopped\"").doesNotContain("password-of-the-jar", "from-the-edge");
    }

    @Test
    void refusesToStartWithoutItsVariables() throws Exception {
        var process = start(Map.of());

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(log())
                .startsWith("portal-application: Environment: PORT is not set")
                .contains("DB_SECRET_ARN is not set");
    }

    private Process start(Map<String, String> environment) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-Xmx256m", "-jar", JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private void awaitHealth(Process process, int port) throws Exception {
        while (true) {
            assertThat(process.isAlive()).as(log()).isTrue();
            try {
                if (get(port, "/healthz", "").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            Thread.sleep(200);
        }
    }

    private static HttpResponse<String> get(int port, String path, String origin)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header(Origin.HEADER, origin)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static HttpServer secretsManager(Map<String, String> secrets) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var asked = Json.object(exchange.getRequestBody());
            var current = asked.string("VersionStage").orElseThrow().equals("AWSCURRENT");
            var body = Json.write(
                            current
                                    ? Map.of(
                                            "SecretString",
                                            secrets.get(asked.string("SecretId").orElseThrow()))
                                    : Map.of("__type", "ResourceNotFoundException"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(current ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
