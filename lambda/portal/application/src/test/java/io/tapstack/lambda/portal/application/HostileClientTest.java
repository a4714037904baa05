package io.tapstack.lambda.portal.application;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-meant client sends. */
@Tag("B6")
class HostileClientTest {
    private static PortalInstance portal;
    private static final String HEAD =
            "GET /api/accounts HTTP/1.1\r\nHost: localhost\r\nX-Origin-Verify: " + PortalInstance.ORIGIN + "\r\n";

    @BeforeAll
    static void start() {
        portal = PortalInstance.start();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    /** More of them than there are threads: the tests' limit is four seconds for a request to arrive. */
    @Test
    void clientsThatNeverFinishTheirRequestsAreCutOff() throws IOException {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < PortalServer.THREADS * 2; i++) {
                var socket = connect();
                socket.getOutputStream().write(HEAD.getBytes(US_ASCII));
                slow.add(socket);
            }

            assertThat(portal.get("/api/accounts").statusCode()).isEqualTo(200);
            for (var socket : slow) {
                assertThat(read(socket)).doesNotContain("200 OK");
            }
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void headersBeyondTheLimitAreRefused() throws IOException {
        assertThat(exchange(HEAD + "X-Long: " + "a".repeat(20_000) + "\r\n\r\n"))
                .doesNotContain("200 OK");
        assertThat(exchange(HEAD + many() + "\r\n")).doesNotContain("200 OK");
        assertThat(exchange(HEAD + "X-Some: 1\r\nConnection: close\r\n\r\n")).contains("200 OK");
    }

    @Test
    void anEndlessBodyIsNotReadToItsEnd() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write((HEAD.replace("GET", "POST") + "Content-Length: 1000000000\r\n\r\n").getBytes(US_ASCII));
            assertThat(read(socket)).contains(" 405 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET mailto:a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n"
            })
    void nonsenseIsRefusedAndServingGoesOn(String request) throws IOException {
        assertThat(exchange(request)).doesNotContain("200 OK", "\tat ", "io.tapstack");
        assertThat(portal.get("/api/accounts").statusCode()).isEqualTo(200);
    }

    private static String many() {
        return IntStream.range(0, 200).mapToObj(i -> "X-" + i + ": 1\r\n").collect(Collectors.joining());
    }

    private static String exchange(String request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return read(socket);
        } catch (SocketException e) {
            return "cut off";
        }
    }

    private static Socket connect() throws IOException {
        var socket = new Socket("localhost", portal.port());
        socket.setSoTimeout(15_000);
        return socket;
    }

    private static String read(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readNBytes(100_000), US_ASCII);
        } catch (SocketException e) {
            return "cut off";
        }
    }
}
