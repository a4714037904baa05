package io.tapstack.modules.systems.security;

import java.util.List;
import java.util.stream.Stream;

/**
 * How bad a finding is: Security Hub's labels, and where each begins on GuardDuty's scale.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html">Severity levels of GuardDuty
 *     findings</a>
 */
public enum Severity {
    LOW(1),
    MEDIUM(4),
    HIGH(7),
    CRITICAL(9);

    private final int guardDuty;

    Severity(int guardDuty) {
        this.guardDuty = guardDuty;
    }

    /** The least number that GuardDuty gives it. */
    int guardDuty() {
        return guardDuty;
    }

    /** Labels of this severity and of the worse ones. */
    List<String> andWorse() {
        return Stream.of(values())
                .filter(severity -> severity.compareTo(this) >= 0)
                .map(Severity::name)
                .toList();
    }
}
