package io.tapstack.modules.secrets;

import io.tapstack.modules.core.Problems;

/** For how long Secrets Manager keeps what was deleted. */
final class RecoveryWindow {
    private RecoveryWindow() {}

    static void check(Problems problems, int days) {
        problems.require(days == 0 || (7 <= days && days <= 30), "recoveryWindowDays", days, "0 or 7..30");
    }
}
