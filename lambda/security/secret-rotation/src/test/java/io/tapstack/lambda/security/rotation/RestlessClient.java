package io.tapstack.lambda.security.rotation;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An application that fetches the secret and connects, over and over, and takes note of every failure. */
final class RestlessClient implements AutoCloseable {
    private final RotatedDatabase database;
    private final FakeSecret secret;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CompletableFuture<Void> running;
    private volatile boolean closed;

    RestlessClient(RotatedDatabase database, FakeSecret secret) {
        this.database = database;
        this.secret = secret;
        running = CompletableFuture.runAsync(this::connectAgainAndAgain);
    }

    List<String> failures() {
        return failures;
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        closed = true;
        running.join();
    }

    private void connectAgainAndAgain() {
        while (!closed) {
            var credentials = secret.current();
            try (var connection = database.connect(credentials)) {
                RotatedDatabase.text(connection, "SELECT current_user");
                connections.incrementAndGet();
            } catch (SQLException e) {
                failures.add(credentials + " " + e.getMessage());
            }
        }
    }
}
