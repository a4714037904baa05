package io.tapstack.main.localaws;

import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port on loopback that nobody listened on a moment ago; its user must be ready to find it taken. */
public final class FreePort {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private FreePort() {}

    public static int choose() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new Failure("no free port on 127.0.0.1: " + e.getMessage(), e);
        }
    }
}
