package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B7")
class RotationWhileServingTest {
    private static final int CLIENTS = 12;

    private final PortalInstance portal = PortalInstance.start();
    private final PortalDatabase database = portal.database();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Future<?>> running = new ArrayList<>();

    /** Every session is ended as well, or the old ones would go on and prove nothing. */
    @Test
    void nobodyNoticesTwoRotationsOfTheAlternatingUsers() throws Exception {
        var statuses = Collections.newSetFromMap(new ConcurrentHashMap<Integer, Boolean>());
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try (portal) {
            for (int client = 0; client < CLIENTS; client++) {
                running.add(clients.submit(() -> {
                    while (!over.get()) {
                        statuses.add(portal.get("/api/accounts").statusCode());
                        answers.incrementAndGet();
                    }
                }));
            }
            rotateTo(database.user() + "_clone", "second-password");
            rotateTo(database.user(), "third-password");
            over.set(true);
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            clients.shutdownNow();
        }

        assertThat(statuses).containsExactly(200);
        assertThat(answers).hasValueGreaterThan(CLIENTS * 4);
        assertThat(portal.log())
                .contains("\"message\":\"login changed\"")
                .doesNotContain(PortalInstance.PASSWORD, "second-password", "third-password");
    }

    @Test
    void aPasswordThatStaysWrongIsNotLookedUpAgainAndAgain() {
        try (portal;
                var impatient = PortalInstance.startImpatient()) {
            assertThat(impatient.get("/healthz").statusCode()).isEqualTo(200);
            impatient.database().secret(impatient.database().user(), "known-to-nobody");
            impatient.database().endSessions();
            int reads = impatient.secrets().reads();
            impatient.clock().pass(RotatingLogin.LOOK_AGAIN.plusMillis(1));

            for (int i = 0; i < 3; i++) {
                PortalApiTest.assertProblem(impatient.get("/api/accounts"), 503, "unavailable");
            }

            assertThat(impatient.secrets().reads()).isEqualTo(reads + 1);
            assertThat(impatient.log()).contains("\"message\":\"login refused\"");
        }
    }

    /** As Secrets Manager and the function do it: the other user, whose password is new, and the old one's stays good. */
    private void rotateTo(String user, String password) throws Exception {
        portal.secrets().put(PortalInstance.USER_SECRET, database.secret(user, password));
        var before = user.endsWith("_clone") ? database.user() : database.user() + "_clone";
        portal.clock().pass(RotatingLogin.LOOK_AGAIN.plusMillis(1));
        database.endSessions();
        awaitAnswers();
        // The rotation after the next one is what makes the old password worthless.
        database.secret(before, "worthless");
        portal.clock().pass(RotatingLogin.LOOK_AGAIN.plusMillis(1));
        database.endSessions();
        awaitAnswers();
    }

    /** Several rounds of all clients, none of which ends before. */
    private void awaitAnswers() throws Exception {
        int enough = answers.get() + CLIENTS * 4;
        while (answers.get() < enough) {
            assertThat(running).as(portal.log()).noneMatch(Future::isDone);
            Thread.sleep(10);
        }
    }
}
