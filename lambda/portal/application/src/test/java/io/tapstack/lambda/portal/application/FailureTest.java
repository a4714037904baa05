package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B6")
class FailureTest {
    private final PortalInstance portal = PortalInstance.start();

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void healthFollowsTheDatabaseAndSaysNothingElse() throws Exception {
        try (var impatient = PortalInstance.startImpatient()) {
            assertThat(impatient.get("/healthz").body()).isEqualTo("{\"status\":\"UP\"}");

            impatient.database().letIn(false);
            var down = impatient.get("/healthz");
            assertThat(down.statusCode()).isEqualTo(503);
            assertThat(down.body()).isEqualTo("{\"status\":\"DOWN\"}");
            assertThat(down.headers().firstValue("Cache-Control")).contains("no-store");
            var away = impatient.get("/api/accounts");
            PortalApiTest.assertProblem(away, 503, "unavailable");
            assertThat(away.headers().firstValue("Retry-After")).isPresent();

            impatient.database().letIn(true);
            awaitHealth(200, impatient);
            assertThat(impatient.get("/api/accounts").statusCode()).isEqualTo(200);
            assertThat(impatient.log().lines().filter(line -> line.contains("database changed")))
                    .hasSize(2);
        }
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
            awaitWaitingForLock(statement);

            var stopped = CompletableFuture.runAsync(portal::close);
            awaitHealth(503, portal);
            assertThat(stopped).isNotDone();
            assertThat(inFlight).isNotDone();
            assertThat(portal.get("/healthz").headers().firstValue("Connection"))
                    .contains("close");
            connection.rollback();

            assertThat(inFlight.get().statusCode()).isEqualTo(200);
            stopped.get();
        }
        assertThatThrownBy(() -> portal.get("/healthz")).isInstanceOf(UncheckedIOException.class);
        assertThat(portal.log()).contains("\"message\":\"stopped\"", "\"drained\":true");
    }

    @Test
    void itsEndDoesNotWaitForEver() throws Exception {
        var hasty = PortalInstance.startWithoutDraining();
        try (var connection = PostgresServer.superUser(hasty.database().address());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE portal.account IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<HttpResponse<String>> inFlight;
            try (hasty) {
                inFlight = CompletableFuture.supplyAsync(() -> hasty.get("/api/accounts"));
                awaitWaitingForLock(statement);
            }

            assertThat(hasty.log()).contains("\"message\":\"stopped\"", "\"drained\":false");
            assertThatThrownBy(inFlight::get).hasRootCauseInstanceOf(IOException.class);
        }
    }

    /** Of a pool that is full: one that is still being filled leaves the connection that it makes just then. */
    @Test
    void itsEndClosesItsConnections() throws Exception {
        try (var connection = PostgresServer.superUser(portal.database().address());
                var statement = connection.createStatement()) {
            portal.get("/api/accounts");
            awaitSessions(ConnectionPool.SIZE, statement);

            portal.close();

            awaitSessions(0, statement);
        }
    }

    /** What the first request from CloudFront need not wait for. */
    @Test
    void looksUpTheOriginsSecretAsItStarts() {
        portal.get("/healthz"); // logs in, for which the user's secret is read
        int reads = portal.secrets().reads();
        assertThat(portal.get("/api/accounts").statusCode()).isEqualTo(200);

        assertThat(portal.secrets().reads()).isEqualTo(reads);
        assertThat(portal.log()).contains("\"message\":\"started\"", "\"port\":" + portal.port());
    }

    @Test
    void startsAlthoughSecretsManagerCannotBeReached() {
        try (var early = PortalInstance.startWithoutSecrets()) {
            assertThat(early.log()).contains("origin's secret unreadable");
            PortalApiTest.assertProblem(early.get("/api/accounts"), 503, "unavailable");

            early.secrets().away(false);
            early.clock().pass(Origin.LOOK_AGAIN);
            assertThat(early.get("/api/accounts").statusCode()).isEqualTo(200);
        }
    }

    private static void awaitHealth(int status, PortalInstance portal) throws Exception {
        await(() -> portal.get("/healthz").statusCode() == status);
    }

    private void awaitSessions(int number, Statement statement) throws Exception {
        var open = "SELECT FROM pg_stat_activity WHERE usename = '"
                + portal.database().user() + "' HAVING count(*) = " + number;
        await(() -> statement.executeQuery(open).next());
    }

    private static void awaitWaitingForLock(Statement statement) throws Exception {
        var waiting = "SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
                + " WHERE NOT granted AND datname = current_database()";
        await(() -> statement.executeQuery(waiting).next());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.sleep(10);
        }
    }
}
