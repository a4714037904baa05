package io.tapstack.lambda.portal.migrations;

import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.shared.Environment;

/**
 * What the function is told by its environment.
 *
 * @param user a plain lower-case name: it becomes part of SQL, and of its clone's name
 * @param region the AWS region the function runs in
 */
record MigrationsSettings(Database database, String masterSecretArn, String user, String region) {
    /**
     * Reads the settings.
     *
     * @throws IllegalStateException naming every variable that is missing or wrong
     */
    static MigrationsSettings from(Environment environment) {
        var settings = new MigrationsSettings(
                Database.from(environment),
                environment.required(MigrationsVariable.DB_MASTER_SECRET_ARN.name()),
                environment.matching(MigrationsVariable.DB_USER.name(), "[a-z_][a-z0-9_]{0,56}"),
                environment.required("AWS_REGION"));
        environment.check();
        return settings;
    }
}
