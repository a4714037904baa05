package io.tapstack.lambda.security.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.postgres.CaBundle;
import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rotation does with the secret, and what it refuses. */
@Tag("S3")
class RotationTest {
    private static final Database DATABASE = new Database("db.internal", 5432, "bank", new CaBundle("none"));

    private final FakeSecret secret = new FakeSecret();
    private final RecordingUsers database = new RecordingUsers();
    private final Rotation rotation = new Rotation(
            secret,
            database,
            new RotationSettings(
                    DATABASE, new AlternatingUsers("app"), "arn:secret", "arn:master", JsonLog.Level.INFO));

    @Test
    void firstRotationWritesTheWholeValueOfTheFirstUser() {
        var version = secret.rotate();

        Rotator.rotate(rotation, version);

        var value = Json.object(secret.value(version).orElseThrow());
        assertThat(value.members())
                .containsOnlyKeys("engine", "host", "port", "dbname", "username", "password", "masterarn")
                .containsEntry("engine", "postgres")
                .containsEntry("host", "db.internal")
                .containsEntry("dbname", "bank")
                .containsEntry("username", "app")
                .containsEntry("password", secret.passwords().get(0))
                .containsEntry("masterarn", "arn:master");
        assertThat(value.number("port"))
                .hasValueSatisfying(port -> assertThat(port).isEqualByComparingTo("5432"));
        assertThat(secret.describe().current()).contains(version);
    }

    @Test
    void whoeverGetsTheFirstVersionGetsIn() {
        var version = secret.rotate();

        rotation.run("createSecret", version);

        assertThat(secret.describe().current()).contains(version);
        assertThat(database.accept(secret.current())).isTrue();
    }

    @Test
    void passwordOfTheFirstVersionIsSetAgainThoughItIsCurrent() {
        var version = secret.rotate();
        rotation.run("createSecret", version);
        database.set.clear(); // by another first rotation

        assertThat(rotation.run("setSecret", version)).isTrue();

        assertThat(database.set).containsExactly(secret.current());
    }

    @Test
    void firstVersionThatIsOnlyPendingBecomesCurrent() {
        var version = secret.rotate();
        rotation.run("createSecret", version);
        secret.stage(version, SecretVersions.PENDING);

        Rotator.rotate(rotation, version);

        assertThat(secret.describe().current()).contains(version);
        assertThat(database.set).containsExactly(secret.current());
    }

    @Test
    void usersAlternate() {
        var users = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            Rotator.rotate(rotation, secret.rotate());
            users.add(secret.current().user());
        }
        assertThat(users).containsExactly("app", "app_clone", "app", "app_clone");
        assertThat(database.set).extracting(Credentials::user).isEqualTo(users);
        assertThat(secret.passwords()).doesNotHaveDuplicates();
    }

    @Test
    void versionWithoutPasswordCountsAsNone() {
        secret.stage("metadata", SecretVersions.CURRENT);
        secret.store("metadata", "{\"engine\":\"postgres\",\"username\":\"app\"}");

        Rotator.rotate(rotation, secret.rotate());

        assertThat(secret.current().user()).isEqualTo("app");
    }

    @Test
    void stepThatIsDoneDoesNothing() {
        Rotator.rotate(rotation, secret.rotate());
        var version = secret.rotate();
        for (var step : Rotator.STEPS) {
            assertThat(rotation.run(step, version)).as(step).isTrue();
            // testing again tests again
            assertThat(rotation.run(step, version)).as("%s, again", step).isEqualTo(step.equals("testSecret"));
        }
        assertThat(secret.passwords()).hasSize(2);
        assertThat(database.set).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
    void finishedRotationIsLeftAlone(String step) {
        var version = secret.rotate();
        Rotator.rotate(rotation, version);

        assertThat(rotation.run(step, version)).isEqualTo(step.equals("testSecret"));
        assertThat(database.set).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
    void secretThatIsNotEnabledIsRefused(String step) {
        var version = secret.rotate();
        secret.disable();

        refuses(step, version, "the secret is not enabled for rotation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
    void versionThatIsNotThereOrNotPendingIsRefused(String step) {
        secret.stage("old", "AWSPREVIOUS");

        refuses(step, "none", "the secret has no version none");
        refuses(step, "old", "version old is not staged AWSPENDING");
    }

    @Test
    void unknownStepIsRefused() {
        refuses("dropSecret", secret.rotate(), "no step is called dropSecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"setSecret", "testSecret", "finishSecret"})
    void versionWithoutValueIsNeverSetOrFinished(String step) {
        var version = secret.rotate();

        refuses(step, version, "version " + version + " has no password yet");
        assertThat(secret.describe().current()).isEmpty();
    }

    @Test
    void secretOfSomebodyElseIsRefused() {
        secret.stage("other", SecretVersions.CURRENT);
        secret.store("other", "{\"username\":\"postgres\",\"password\":\"p\"}");

        refuses(
                "createSecret",
                secret.rotate(),
                "the current version is of user postgres; this function rotates app and app_clone only");
    }

    @Test
    void passwordOfSomebodyElseIsNeverSet() {
        secret.stage("other", SecretVersions.CURRENT);
        secret.store("other", "{\"username\":\"postgres\",\"password\":\"p\"}");

        refuses(
                "setSecret",
                "other",
                "the current version is of user postgres; this function rotates app and app_clone only");
        assertThat(database.set).isEmpty();
    }

    @Test
    void passwordOfTheCurrentUserIsNeverChanged() {
        Rotator.rotate(rotation, secret.rotate());
        var version = secret.rotate();
        secret.store(version, "{\"username\":\"app\",\"password\":\"by hand\"}");

        refuses(
                "setSecret",
                version,
                "version " + version
                        + " is of user app, but it is app_clone's turn: cancel the rotation and start another");
        assertThat(database.set).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "[]", "{}", "{\"password\":\"hunter2\"}", "{\"username\":7}"})
    void unusableValueIsRefusedWithoutShowingIt(String value) {
        secret.stage("unusable", SecretVersions.CURRENT);
        secret.store("unusable", value);

        refuses(
                "createSecret",
                secret.rotate(),
                "a secret's value must be JSON with the members username and password");
    }

    @Test
    void pendingPasswordThatDoesNotWorkIsNotMadeCurrent() {
        Rotator.rotate(rotation, secret.rotate());
        var version = secret.rotate();
        rotation.run("createSecret", version);

        refuses("testSecret", version, "the new password of app_clone does not let it act as app");
    }

    @Test
    void passwordIsNotPrinted() {
        assertThat(new Credentials("app", "hunter2")).hasToString("Credentials[user=app]");
    }

    private void refuses(String step, String version, String problem) {
        assertThatThrownBy(() -> rotation.run(step, version))
                .isInstanceOf(RotationRefusedException.class)
                .hasMessage(problem);
    }

    /** Accepts what was ever set. */
    private static final class RecordingUsers implements DatabaseUsers {
        private final List<Credentials> set = new ArrayList<>();

        @Override
        public boolean accept(Credentials credentials) {
            return set.contains(credentials);
        }

        @Override
        public void set(Credentials credentials) {
            set.add(credentials);
        }
    }
}
