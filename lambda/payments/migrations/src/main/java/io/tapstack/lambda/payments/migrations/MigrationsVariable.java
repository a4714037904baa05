package io.tapstack.lambda.payments.migrations;

/** The environment variables the function reads: its contract with whoever deploys it. */
public enum MigrationsVariable {
    DB_HOST,
    DB_PORT,
    DB_NAME,
    /** Secret with the master user's name and password, as RDS keeps it. */
    DB_MASTER_SECRET_ARN,
    /** Database role to make for payments-ledger. */
    LEDGER_DB_USER
}
