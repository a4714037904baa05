package io.tapstack.lambda.security.rotation;

import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;

/**
 * What the function is told by its environment.
 *
 * @param secretArn the rotated secret
 * @param masterSecretArn the secret of the user who changes the others' passwords
 */
public record RotationSettings(
        Database database, AlternatingUsers users, String secretArn, String masterSecretArn, JsonLog.Level logLevel) {
    /**
     * Reads the settings.
     *
     * @throws IllegalStateException naming every variable that is missing or wrong
     */
    public static RotationSettings from(Environment environment) {
        var settings = new RotationSettings(
                Database.from(environment),
                new AlternatingUsers(environment.matching(RotationVariable.DB_USER.name(), AlternatingUsers.NAME)),
                environment.required(RotationVariable.SECRET_ARN.name()),
                environment.required(RotationVariable.DB_MASTER_SECRET_ARN.name()),
                environment.oneOf(RotationVariable.LOG_LEVEL.name(), JsonLog.Level.INFO));
        environment.check();
        return settings;
    }
}
