package io.tapstack.lambda.security.rotation;

import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.shared.Json;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The four steps of a rotation with alternating users. Secrets Manager repeats all of them when one fails or the process
 * dies, so each looks first whether it is done; none touches a user whose current credentials work.
 *
 * <p>A secret's first version is current as soon as it has a value (PutSecretValue in Secrets Manager's API reference). So the
 * first user is made before the secret has its value: whoever gets a value gets in with it. Being current still does not
 * mean that the user is made: two first rotations may run at once.
 */
final class Rotation {
    private final SecretVersions secret;
    private final DatabaseUsers database;
    private final RotationSettings settings;

    Rotation(SecretVersions secret, DatabaseUsers database, RotationSettings settings) {
        this.secret = secret;
        this.database = database;
        this.settings = settings;
    }

    /**
     * Does one step.
     *
     * @param step as Secrets Manager names it
     * @param version the version to become current
     * @return whether there was anything left to do
     * @throws RotationRefusedException where secret, version or database are not as a rotation needs them
     */
    boolean run(String step, String version) {
        var description = secret.describe();
        if (!description.rotationEnabled()) {
            throw new RotationRefusedException("the secret is not enabled for rotation");
        }
        var stages = description.stages().get(version);
        if (stages == null) {
            throw new RotationRefusedException("the secret has no version " + version);
        }
        var isCurrent = stages.contains(SecretVersions.CURRENT);
        if (!isCurrent && !stages.contains(SecretVersions.PENDING)) {
            throw new RotationRefusedException("version " + version + " is not staged " + SecretVersions.PENDING);
        }
        return switch (step) {
            case "createSecret" -> !isCurrent && createSecret(version, description);
            case "setSecret" -> isCurrent ? setUnlessAccepted(pending(version)) : setSecret(version, description);
            case "testSecret" -> testSecret(version);
            case "finishSecret" -> !isCurrent && finishSecret(version, description);
            default -> throw new RotationRefusedException("no step is called " + step);
        };
    }

    /** The next user's new password: chosen once for the version, whatever happens afterwards. */
    private boolean createSecret(String version, SecretVersions.Description description) {
        if (secret.value(version).isPresent()) {
            return false;
        }
        var user = settings.users().next(current(description));
        var credentials = new Credentials(user, secret.randomPassword());
        if (description.current().isEmpty()) {
            database.set(credentials);
        }
        secret.put(version, text(credentials, settings));
        return true;
    }

    private boolean setSecret(String version, SecretVersions.Description description) {
        var pending = pending(version);
        var turn = settings.users().next(current(description));
        if (!pending.user().equals(turn)) {
            throw new RotationRefusedException("version " + version + " is of user " + pending.user() + ", but it is "
                    + turn + "'s turn: cancel the rotation and start another");
        }
        return setUnlessAccepted(pending);
    }

    private boolean setUnlessAccepted(Credentials credentials) {
        if (database.accept(credentials)) {
            return false;
        }
        settings.users().refuseStrangers(credentials);
        database.set(credentials);
        return true;
    }

    private boolean testSecret(String version) {
        var pending = pending(version);
        if (!database.accept(pending)) {
            throw new RotationRefusedException("the new password of " + pending.user() + " does not let it act as "
                    + settings.users().first());
        }
        return true;
    }

    private boolean finishSecret(String version, SecretVersions.Description description) {
        pending(version); // clients must never get a version without a value
        secret.makeCurrent(version, description.current());
        return true;
    }

    private Credentials pending(String version) {
        return secret.value(version)
                .flatMap(Credentials::of)
                .orElseThrow(() -> new RotationRefusedException("version " + version + " has no password yet"));
    }

    private Optional<Credentials> current(SecretVersions.Description description) {
        return description.current().flatMap(secret::value).flatMap(Credentials::of);
    }

    /** The form that AWS's own rotation functions and clients use. */
    private static String text(Credentials credentials, RotationSettings settings) {
        Database database = settings.database();
        var members = new LinkedHashMap<String, Object>();
        members.put("engine", "postgres");
        members.put("host", database.host());
        members.put("port", database.port());
        members.put("dbname", database.name());
        members.put("username", credentials.user());
        members.put("password", credentials.password());
        members.put("masterarn", settings.masterSecretArn());
        return Json.write(members);
    }
}
