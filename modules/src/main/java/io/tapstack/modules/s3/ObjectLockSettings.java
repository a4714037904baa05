package io.tapstack.modules.s3;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/**
 * How long a stored version can neither be overwritten nor deleted. Object Lock cannot be taken off a bucket again.
 *
 * @param mode who may lift the lock
 * @param days from the writing of a version
 */
public record ObjectLockSettings(Mode mode, int days) implements Settings {
    private static final int LONGEST_DAYS = 36_500;

    /** S3's names. */
    public enum Mode {
        /** Principals with {@code s3:BypassGovernanceRetention}. */
        GOVERNANCE,
        /** Nobody, the account's root user included. */
        COMPLIANCE
    }

    @Override
    public void check(Problems problems) {
        problems.range("days", days, 1, LONGEST_DAYS);
    }
}
