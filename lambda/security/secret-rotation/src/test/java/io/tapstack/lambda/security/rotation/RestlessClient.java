package io.tapstack.lambda.security.rotation;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Phaser;

/** An application that fetches the secret and connects once with it, over and over, and takes note of every failure. */
final class RestlessClient implements AutoCloseable {
    private final RotatedDatabase database;
    private final FakeSecret secret;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Phaser attempts = new Phaser(1);
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

    /** Waits until what it fetched before this call has been tried. */
    void awaitAttempt() throws InterruptedException {
        attempts.awaitAdvanceInterruptibly(attempts.getPhase());
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
            } catch (SQLException e) {
                failures.add(credentials + " " + e.getMessage());
            } finally {
                attempts.arrive();
            }
        }
    }
}
