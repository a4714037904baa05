package io.tapstack.lambda.security.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The function dies before every call it makes to Secrets Manager or PostgreSQL, and Secrets Manager starts again from the
 * first step. Meanwhile a client that reconnects all the time never fails.
 */
@Tag("S3")
class KilledRotationTest {
    private static final RotatedDatabase DATABASE = new RotatedDatabase();
    private static final AtomicInteger USERS = new AtomicInteger();

    @Test
    void firstRotationEndsRightWhereverItIsKilled() throws SQLException {
        var calls = undisturbed(0);
        for (int call = 0; call < calls; call++) {
            new Life().rotateKilledAt(call);
        }
        assertThat(calls).as("calls of a first rotation").isGreaterThan(20);
    }

    @Test
    void secondRotationEndsRightWhereverItIsKilled() throws SQLException {
        var calls = undisturbed(1);
        for (int call = 0; call < calls; call++) {
            var life = new Life();
            life.rotate();
            life.rotateKilledAt(call);
        }
        assertThat(calls).as("calls of a rotation that makes the second user").isGreaterThan(25);
    }

    @Test
    void laterRotationsEndRightWhereverTheyAreKilledAndNoClientNotices() throws Exception {
        var calls = Math.max(undisturbed(2), undisturbed(3)); // to the first user, to the second
        var life = new Life();
        life.rotate();
        life.rotate();
        try (var client = new RestlessClient(DATABASE, life.secret)) {
            for (int call = 0; call < calls; call++) {
                for (int user = 0; user < 2; user++) {
                    life.rotateKilledAt(call);
                    client.awaitAttempt(); // on AWS the next rotation is at least four hours away
                }
            }
            assertThat(client.failures()).isEmpty();
        }
    }

    @Property(tries = 10)
    void rotationKilledAgainAndAgainEndsRight(@ForAll @Size(min = 2, max = 6) List<@IntRange(max = 30) Integer> calls)
            throws SQLException {
        var life = new Life();
        life.rotate();
        life.rotateKilledAt(calls.toArray(Integer[]::new));
    }

    /** How many calls a rotation makes after so many others. */
    private static int undisturbed(int before) throws SQLException {
        var life = new Life();
        for (int i = 0; i < before; i++) {
            life.rotate();
        }
        life.crashes.dieBefore(Integer.MAX_VALUE);
        life.rotate();
        return life.crashes.calls().size();
    }

    /** A secret and its users, from the first rotation on. */
    private static final class Life {
        private final FakeSecret secret = new FakeSecret();
        private final Crashes crashes = new Crashes();
        private final Rotation rotation;

        Life() {
            var settings = DATABASE.settings("app" + USERS.incrementAndGet());
            var users = new PostgresUsers(
                    crashes.around(DATABASE::connect), () -> RotatedDatabase.MASTER, settings.users());
            rotation = new Rotation(crashes.around(secret), users, settings);
        }

        void rotate() throws SQLException {
            rotateKilledAt();
        }

        void rotateKilledAt(Integer... calls) throws SQLException {
            var before = secret.describe().current().isPresent() ? List.of(secret.current()) : List.<Credentials>of();
            var version = secret.rotate();
            for (int call : calls) {
                crashes.dieBefore(call);
                try {
                    Rotator.rotate(rotation, version);
                } catch (Crashes.Crash e) {
                    canLogIn(before, "killed before " + e.getMessage());
                }
            }
            crashes.dieBefore(Integer.MAX_VALUE);
            Rotator.rotate(rotation, version);

            assertThat(secret.describe().current()).contains(version);
            var usable = new ArrayList<>(before); // who has fetched the secret shortly before
            usable.add(secret.current());
            canLogIn(usable, "rotated");
        }

        private static void canLogIn(List<Credentials> credentials, String when) throws SQLException {
            for (var each : credentials) {
                try (var connection = DATABASE.connect(each)) {
                    assertThat(RotatedDatabase.text(connection, "SELECT session_user"))
                            .as(when)
                            .isEqualTo(each.user());
                }
            }
        }
    }
}
