package io.tapstack.lambda.security.rotation;

/** The environment variables the function reads: its contract with whoever deploys it. */
public enum RotationVariable {
    DB_HOST,
    DB_PORT,
    DB_NAME,
    /** Secret with the name and password of a user who may make roles, as RDS keeps it. */
    DB_MASTER_SECRET_ARN,
    /** The application's user; the one it alternates with is named after it. */
    DB_USER,
    /** The one secret that this function rotates. */
    SECRET_ARN,
    LOG_LEVEL,
    /** File of certificate authorities to trust instead of Amazon RDS's. */
    RDS_CA_BUNDLE
}
