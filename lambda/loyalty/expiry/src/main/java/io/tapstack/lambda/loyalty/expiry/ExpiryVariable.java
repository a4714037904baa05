package io.tapstack.lambda.loyalty.expiry;

/** The environment variables the function reads: its contract with whoever deploys it. */
public enum ExpiryVariable {
    MEMBERS_TABLE_NAME,
    TRANSACTIONS_TABLE_NAME,
    /** Optional: DEBUG, INFO (default), WARN or ERROR. */
    LOG_LEVEL
}
