package io.tapstack.lambda.portal.migrations;

/** The environment variables the function reads: its contract with whoever deploys it. */
public enum MigrationsVariable {
    DB_HOST,
    DB_PORT,
    DB_NAME,
    /** Secret with the master user's name and password, as RDS keeps it. */
    DB_MASTER_SECRET_ARN,
    /** The application's user, whose password is rotated. */
    DB_USER
}
