package io.tapstack.modules.secrets;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;

/**
 * @param generation of the value: the next number makes a new one: 1 to 1000000
 * @param recoveryWindowDays days in which the deleted secret can be restored: 7 to 30, or 0 for none, so that the name is free
 *     at once
 * @param protection a protected secret is not destroyed
 */
public record TokenSettings(int generation, int recoveryWindowDays, Protection protection) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("generation", generation, 1, 1_000_000);
        RecoveryWindow.check(problems, recoveryWindowDays);
    }
}
