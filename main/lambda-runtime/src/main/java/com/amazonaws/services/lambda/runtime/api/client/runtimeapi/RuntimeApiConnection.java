package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kept connection to the Runtime API, of one thread; as much of HTTP/1.1 as that speaks: each body has its length. The
 * JDK's own clients cost a call several times as much, and a function can change how they behave.
 */
final class RuntimeApiConnection {
    private static final int LONGEST_LINE = 64 * 1024;

    private final String host;
    private final int port;
    private final String path;
    private Socket socket;
    private InputStream input;

    /** @param runtimeApi host and port, with a path after them or without */
    RuntimeApiConnection(String runtimeApi) {
        String authority = runtimeApi.split("/", 2)[0];
        int colon = authority.lastIndexOf(':');
        host = authority.substring(0, colon);
        port = Integer.parseInt(authority.substring(colon + 1));
        path = runtimeApi.substring(authority.length());
    }

    /** What the Runtime API answered; the headers by their names in lower case. */
    static final class Answer {
        final int status;
        final Map<String, String> headers;
        final byte[] body;

        private Answer(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }
    }

    /**
     * Sends a request and waits for its answer, without end. After an error the next call connects anew.
     *
     * @throws IOException if the connection breaks; nothing is sent twice
     */
    Answer call(String method, String resource, byte[] body) throws IOException {
        try {
            connect();
            send(method, resource, body);
            return receive();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void connect() throws IOException {
        if (socket == null) {
            socket = new Socket(Proxy.NO_PROXY); // whatever proxy the function sets for its own calls
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port));
            input = new BufferedInputStream(socket.getInputStream());
        }
    }

    /** In one piece. */
    private void send(String method, String resource, byte[] body) throws IOException {
        String head = method + " " + path + resource + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nUser-Agent: "
                + LambdaRuntimeApiClientImpl.USER_AGENT + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        ByteArrayOutputStream message = new ByteArrayOutputStream(head.length() + body.length);
        message.writeBytes(head.getBytes(ISO_8859_1));
        message.writeBytes(body);
        message.writeTo(socket.getOutputStream());
    }

    private Answer receive() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = input.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the Runtime API ended within an answer");
        }
        if (headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        return new Answer(status, headers, body);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException("the Runtime API ended within an answer");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    private void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
