package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/**
 * The changes that need no person, and how much people hear of findings (S9, S10).
 *
 * @param mode whether anything is changed
 * @param scope which resources are changed
 * @param fixesPerResourceAndHour most changes of one resource in an hour of the clock: 1 to 1000
 * @param mailsPerHour most mails about findings in an hour of the clock: 1 to 1000; further findings are counted, which
 *     raises one alarm
 */
public record RemediationSettings(Mode mode, Scope scope, int fixesPerResourceAndHour, int mailsPerHour)
        implements Settings {
    private static final int MOST = 1000;

    /** Whether anything is changed. */
    public enum Mode {
        FIX,
        /** Reports what it would change. */
        DRY_RUN
    }

    /** Which of the account's resources are changed. Buckets are the systems' own under either. */
    public enum Scope {
        /** Those of the deployed systems, but what a person tagged {@code Remediation=off}. */
        OPT_OUT,
        /** Those that a person tagged {@code Remediation=auto}. */
        OPT_IN
    }

    @Override
    public void check(Problems problems) {
        problems.range("fixesPerResourceAndHour", fixesPerResourceAndHour, 1, MOST);
        problems.range("mailsPerHour", mailsPerHour, 1, MOST);
    }
}
