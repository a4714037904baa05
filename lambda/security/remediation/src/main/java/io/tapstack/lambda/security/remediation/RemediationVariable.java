package io.tapstack.lambda.security.remediation;

/** The environment variables the function reads: its contract with whoever deploys it. */
public enum RemediationVariable {
    /** Whether it only says what it would do: true or false. */
    DRY_RUN,
    /** The most times it changes one resource in an hour of the clock. */
    FIXES_PER_RESOURCE_AND_HOUR,
    /** Which resources it changes: OPT_OUT or OPT_IN, see {@link Reach.Scope}. */
    SCOPE,
    /** The systems whose resources it changes, separated by commas. */
    SYSTEMS,
    /** Names of buckets that it never changes, separated by commas; * stands for any characters. */
    EXCLUDED_BUCKETS,
    /** The most mails it sends in an hour of the clock; further findings are counted. */
    MAILS_PER_HOUR,
    /** Gets a report of each finding, for programs. */
    REPORT_TOPIC_ARN,
    /** Gets a sentence for people. */
    ALERT_TOPIC_ARN,
    STATE_TABLE_NAME,
    /** What to do for which Config rule: rule-name=FIX, separated by commas. */
    CONFIG_RULE_FIXES,
    LOG_LEVEL
}
