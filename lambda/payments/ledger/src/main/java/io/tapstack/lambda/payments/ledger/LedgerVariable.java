package io.tapstack.lambda.payments.ledger;

/** The environment variables the function reads: its contract with whoever deploys it. */
public enum LedgerVariable {
    DB_HOST,
    DB_PORT,
    DB_NAME,
    /** Database role that logs in by IAM token. */
    DB_USER,
    AUDIT_BUCKET_NAME,
    /** Optional: KMS key for audit records; without it the bucket's default encryption decides. */
    AUDIT_KEY_ARN,
    /** Optional: DEBUG, INFO (default), WARN or ERROR. */
    LOG_LEVEL
}
