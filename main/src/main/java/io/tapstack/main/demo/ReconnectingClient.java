package io.tapstack.main.demo;

import io.tapstack.main.console.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** An application that signs in again and again, and keeps one connection open beside: until it is closed. */
public final class ReconnectingClient implements AutoCloseable {
    private final RotatedLogin login;
    private final Connection kept;
    private final Thread thread;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Set<String> users = new ConcurrentSkipListSet<>();
    private volatile boolean closing;

    public ReconnectingClient(RotatedLogin login) throws SQLException {
        this.login = login;
        this.kept = login.connect();
        this.thread = new Thread(this::reconnect, "reconnecting client");
        thread.setDaemon(true);
        thread.start();
    }

    private void reconnect() {
        while (!closing && failure.get() == null) {
            try (Connection connection = login.connect()) {
                users.add(RotatedLogin.userOf(connection));
                RotatedLogin.userOf(kept);
                connections.incrementAndGet();
            } catch (SQLException | RuntimeException e) {
                failure.set(e);
            }
        }
    }

    /**
     * How often it signed in.
     *
     * @throws Failure if it once could not
     */
    public int connections() {
        Exception reason = failure.get();
        if (reason != null) {
            throw new Failure(
                    "after " + connections + " connections the client could not go on: " + reason.getMessage(), reason);
        }
        return connections.get();
    }

    /** As whom it signed in. */
    public Set<String> users() {
        return Set.copyOf(users);
    }

    @Override
    public void close() throws SQLException {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kept.close();
        }
    }
}
