package io.tapstack.lambda.security.remediation;

/** The environment variables the function reads: its contract with whoever deploys it. */
public enum RemediationVariable {
    /** Whether it only says what it would do: true or false. */
    DRY_RUN,
    /** The most resources it changes in an hour of the clock. */
    FIXES_PER_HOUR,
    /** Tag that a resource must carry to be touched, its key. */
    ALLOWED_TAG_KEY,
    /** And its value. */
    ALLOWED_TAG_VALUE,
    REPORT_TOPIC_ARN,
    STATE_TABLE_NAME,
    /** What to do for which Config rule: rule-name=FIX, separated by commas. */
    CONFIG_RULE_FIXES,
    LOG_LEVEL
}
