package io.tapstack.lambda.payments.api;

/** The environment variables the function reads: its contract with whoever deploys it. */
public enum PaymentsApiVariable {
    PAYMENTS_TABLE_NAME,
    IDEMPOTENCY_TABLE_NAME,
    /** Name of the index by user and time. */
    USER_ID_INDEX_NAME,
    /** Name of the index by status and time. */
    STATUS_INDEX_NAME,
    /** Value of Access-Control-Allow-Origin. */
    ALLOWED_ORIGIN,
    /** Optional: DEBUG, INFO (default), WARN or ERROR. */
    LOG_LEVEL
}
