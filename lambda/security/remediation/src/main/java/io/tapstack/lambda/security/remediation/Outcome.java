package io.tapstack.lambda.security.remediation;

import java.util.Optional;

/** What became of a finding. Part of the contract with whoever reads the reports. */
enum Outcome {
    FIXED("RemediationsFixed"),
    WOULD_FIX,
    ALREADY_COMPLIANT,
    NOT_ALLOWED("RemediationsLeftToPeople"),
    LIMIT_REACHED("RemediationsLimited"),
    NEEDS_PERSON("RemediationsLeftToPeople"),
    RESOURCE_GONE,
    UNKNOWN_RULE("RemediationsNotUnderstood"),
    FOREIGN("RemediationsNotUnderstood"),
    NOT_FAILED,
    MALFORMED_EVENT("RemediationsNotUnderstood"),
    DUPLICATE;

    private final Optional<String> metric;

    Outcome() {
        this.metric = Optional.empty();
    }

    Outcome(String metric) {
        this.metric = Optional.of(metric);
    }

    /** The metric that counts it. */
    Optional<String> metric() {
        return metric;
    }
}
