package io.tapstack.lambda.loyalty.api;

/** The environment variables the function reads: its contract with whoever deploys it. */
public enum LoyaltyApiVariable {
    MEMBERS_TABLE_NAME,
    TRANSACTIONS_TABLE_NAME,
    IDEMPOTENCY_TABLE_NAME,
    /** Name of the transactions table's index by member and time. */
    MEMBER_ID_INDEX_NAME,
    /** KMS key of usage GENERATE_VERIFY_MAC and spec HMAC_256. */
    CURSOR_KEY_ARN,
    /** The user pool's group whose users may book earnings. */
    PARTNER_GROUP,
    /** Points ever earned from which a member is SILVER. */
    SILVER_FROM_POINTS,
    GOLD_FROM_POINTS,
    PLATINUM_FROM_POINTS,
    /** Days until earned points expire. */
    POINTS_LIFETIME_DAYS,
    /** Value of Access-Control-Allow-Origin. */
    ALLOWED_ORIGIN,
    /** Optional: DEBUG, INFO (default), WARN or ERROR. */
    LOG_LEVEL
}
