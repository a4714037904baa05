package io.tapstack.lambda.security.remediation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What became of a finding. Part of the contract with whoever reads the reports. */
enum Outcome {
    FIXED("RemediationsFixed"),
    WOULD_FIX,
    ALREADY_COMPLIANT,
    NOT_ALLOWED("RemediationsLeftToPeople"),
    LIMIT_REACHED("RemediationsLimited"),
    NEEDS_PERSON("RemediationsLeftToPeople"),
    RESOURCE_GONE,
    NO_FIX,
    FOREIGN("RemediationsNotUnderstood"),
    NOT_FAILED,
    MALFORMED_EVENT("RemediationsNotUnderstood"),
    DUPLICATE;

    private static final Set<Outcome> MAILED =
            Collections.unmodifiableSet(EnumSet.of(FIXED, WOULD_FIX, NOT_ALLOWED, LIMIT_REACHED, NEEDS_PERSON, NO_FIX));

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

    /** Whether people hear of it; what is not understood raises an alarm instead. */
    boolean isMailed() {
        return MAILED.contains(this);
    }
}
