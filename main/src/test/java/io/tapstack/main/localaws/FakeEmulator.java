package io.tapstack.main.localaws;

import com.sun.net.httpserver.HttpServer;
import io.tapstack.main.testing.TestKey;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Stands in for the Python emulator in a process of its own: {@code FakeEmulator <port> <folder>} answers the health question. */
final class FakeEmulator {
    private static final byte[] HEALTH = "{\"status\":\"ok\",\"moto\":\"5.2.1\",\"functions\":true,\"postgres\":false}"
            .getBytes(StandardCharsets.UTF_8);

    private FakeEmulator() {}

    public static void main(String[] arguments) throws IOException {
        TestKey.write(Path.of(arguments[1]));
        HttpServer server = HttpServer.create();
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        } catch (BindException taken) {
            System.exit(3);
        }
        server.createContext("/_tapstack/health", exchange -> {
            exchange.sendResponseHeaders(200, HEALTH.length);
            exchange.getResponseBody().write(HEALTH);
            exchange.close();
        });
        server.start();
    }
}
