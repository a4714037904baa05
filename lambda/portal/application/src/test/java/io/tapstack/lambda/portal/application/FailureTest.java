package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.postgres.PostgresServer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B6")
class FailureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PortalInstance portal = PortalInstance.start();

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void healthFollowsTheDatabaseAndSaysNothingElse() {
        assertThat(portal.get("/healthz").body()).isEqualTo("{\"status\":\"UP\"}");

        portal.database().letIn(false);
        var down = portal.get("/healthz");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).isEqualTo("{\"status\":\"DOWN\"}");
        assertThat(down.headers().firstValue("Cache-Control")).contains("no-store");
        var away = portal.get("/api/accounts");
        PortalApiTest.assertProblem(away, 503, "unavailable");
        assertThat(away.headers().firstValue("Retry-After")).isPresent();

        portal.database().letIn(true);
        eventuallyUp();
        assertThat(portal.get("/api/accounts").statusCode()).isEqualTo(200);
        assertThat(portal.log().lines().filter(line -> line.contains("database changed")))
                .hasSize(2);
    }

    @Test
    void aBrokenTableIsUnavailableAndShowsNothing() {
        portal.database().asSuperUser("ALTER TABLE portal.account RENAME TO gone");
        var answer = portal.get("/api/accounts");

        PortalApiTest.assertProblem(answer, 503, "unavailable");
        assertThat(answer.body()).doesNotContain("SQL", "relation", "portal.account");
        assertThat(portal.log()).contains("PSQLException").doesNotContain("does not exist");
    }

    @Test
    void aBalanceThatCannotBeShownExactlyIsAnInternalErrorNotAWrongNumber() {
        portal.database().asSuperUser("ALTER TABLE portal.account_transaction ALTER COLUMN amount TYPE NUMERIC");
        portal.database()
                .asSuperUser("UPDATE portal.account_transaction SET amount = 0.5 WHERE id = (SELECT min(id) FROM"
                        + " portal.account_transaction WHERE account_id = 'acc_tokyo')");

        PortalApiTest.assertProblem(portal.get("/api/accounts"), 500, "internal-error");
    }

    /** Four for each thread of the server. */
    @Test
    void manyAtOnceAreAllAnswered() {
        var clients = Executors.newFixedThreadPool(PortalServer.THREADS * 4);
        try {
            var answers = IntStream.range(0, 400)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> portal.get("/api/accounts"), clients))
                    .toList();

            assertThat(answers).extracting(answer -> answer.join().statusCode()).containsOnly(200);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void drainingFinishesWhatIsInFlightAndThenNobodyIsServed() throws Exception {
        try (var connection = PostgresServer.superUser(portal.database().address());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE portal.account IN ACCESS EXCLUSIVE MODE");
            var inFlight = CompletableFuture.supplyAsync(() -> portal.get("/api/accounts"));
            assertThatThrownBy(() -> inFlight.get(700, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            var stopped = CompletableFuture.runAsync(portal::close);
            assertThatThrownBy(() -> stopped.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(portal.get("/healthz").statusCode()).isEqualTo(503);
            connection.rollback();

            assertThat(join(inFlight).statusCode()).isEqualTo(200);
            join(stopped);
        }
        assertThatThrownBy(() -> portal.get("/healthz")).isInstanceOf(UncheckedIOException.class);
        assertThat(portal.log()).contains("\"message\":\"stopped\"", "\"drained\":true");
    }

    private static <T> T join(CompletableFuture<T> future) throws ExecutionException, InterruptedException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + PATIENCE, e);
        }
    }

    private void eventuallyUp() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (portal.get("/healthz").statusCode() != 200) {
            assertThat(System.nanoTime()).as("the database is back").isLessThan(end);
        }
    }
}
