package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AWS's client over our part of it, against a Runtime API of the test's own, which is below a path. */
final class NativeClientTest {
    private final List<String> heard = new ArrayList<>();
    private final Set<InetSocketAddress> callers = new HashSet<>();
    private HttpServer server;
    private int status = 200;
    private Map<String, String> headers = Map.of("Lambda-Runtime-Aws-Request-Id", "id-1");

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void takesTheNextInvocationWithAllThatTheRuntimeApiSaysOfIt() {
        headers = Map.of(
                "Lambda-Runtime-Aws-Request-Id", "id-1",
                "Lambda-Runtime-Trace-Id", "Root=1-2-3",
                "Lambda-Runtime-Invoked-Function-Arn", "arn:function",
                "Lambda-Runtime-Deadline-Ms", "1796055514000",
                "Lambda-Runtime-Client-Context", "{}",
                "Lambda-Runtime-Cognito-Identity", "{\"id\":1}",
                "Lambda-Runtime-Aws-Tenant-Id", "tenant");
        InvocationRequest request = client().nextInvocation();
        assertThat(request.getId()).isEqualTo("id-1");
        assertThat(request.getXrayTraceId()).isEqualTo("Root=1-2-3");
        assertThat(request.getInvokedFunctionArn()).isEqualTo("arn:function");
        assertThat(request.getDeadlineTimeInMs()).isEqualTo(1796055514000L);
        assertThat(request.getClientContext()).isEqualTo("{}");
        assertThat(request.getCognitoIdentity()).isEqualTo("{\"id\":1}");
        assertThat(request.getTenantId()).isEqualTo("tenant");
        assertThat(request.getContent()).isEqualTo("{\"event\":\"ä\"}".getBytes(UTF_8));
        assertThat(heard).containsExactly("GET /secret/2018-06-01/runtime/invocation/next ");
    }

    @Test
    void knowsOnlyWhatTheRuntimeApiSays() {
        InvocationRequest request = client().nextInvocation();
        assertThat(request.getXrayTraceId()).isNull();
        assertThat(request.getTenantId()).isNull();
        assertThat(request.getDeadlineTimeInMs()).isZero();
    }

    @Test
    void answersAnInvocation() {
        status = 202;
        client().reportInvocationSuccess("id-1", "{\"answer\":\"ä\"}".getBytes(UTF_8));
        assertThat(heard)
                .containsExactly("POST /secret/2018-06-01/runtime/invocation/id-1/response {\"answer\":\"ä\"}");
    }

    @Test
    void saysThatTheRuntimeApiRefused() {
        status = 403;
        assertThatThrownBy(() -> client().nextInvocation())
                .isInstanceOf(LambdaRuntimeClientException.class)
                .hasMessageContaining("invocation/next Response code: '403'");
        assertThatThrownBy(() -> client().reportInvocationSuccess("id-1", new byte[0]))
                .isInstanceOf(LambdaRuntimeClientException.class)
                .hasMessageContaining("id-1/response Response code: '403'");
    }

    @Test
    void failsWhenItsConnectionBreaksInsteadOfWaitingOn() throws IOException {
        try (ServerSocket breaking = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            Thread hangUp = new Thread(() -> closeEach(breaking));
            hangUp.setDaemon(true);
            hangUp.start();
            LambdaRuntimeApiClientImpl client = new LambdaRuntimeApiClientImpl("127.0.0.1:" + breaking.getLocalPort());
            assertThatThrownBy(client::nextInvocation).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void goesAroundTheProxyOfTheFunction() {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new ToProxy());
        try {
            assertThat(client().nextInvocation().getId()).isEqualTo("id-1");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void keepsOneConnectionForAllCalls() {
        LambdaRuntimeApiClientImpl client = client();
        for (int call = 0; call < 3; call++) {
            status = 200;
            client.nextInvocation();
            status = 202;
            client.reportInvocationSuccess("id-1", new byte[100_000]);
        }
        assertThat(callers).hasSize(1);
    }

    @Test
    void goesOnAfterARefusal() {
        LambdaRuntimeApiClientImpl client = client();
        status = 500;
        assertThatThrownBy(client::nextInvocation).isInstanceOf(LambdaRuntimeClientException.class);
        status = 200;
        assertThat(client.nextInvocation().getId()).isEqualTo("id-1");
    }

    private LambdaRuntimeApiClientImpl client() {
        return new LambdaRuntimeApiClientImpl("127.0.0.1:" + server.getAddress().getPort() + "/secret");
    }

    private void answer(HttpExchange exchange) throws IOException {
        callers.add(exchange.getRemoteAddress());
        byte[] body = exchange.getRequestBody().readAllBytes();
        heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + new String(body, UTF_8));
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] event = "{\"event\":\"ä\"}".getBytes(UTF_8);
        exchange.sendResponseHeaders(status, event.length);
        exchange.getResponseBody().write(event);
        exchange.close();
    }

    /** As a function may set one. */
    private static final class ToProxy extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("proxy.invalid", 1080)));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException problem) {}
    }

    private static void closeEach(ServerSocket server) {
        while (true) {
            try (Socket connection = server.accept()) {
                connection.getInputStream().read();
            } catch (IOException closed) {
                return;
            }
        }
    }
}
