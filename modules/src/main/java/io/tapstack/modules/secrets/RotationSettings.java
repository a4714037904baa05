package io.tapstack.modules.secrets;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;

/**
 * @param rotationDays days between two rotations: 1 to 365 (S3; FSBP SecretsManager.4 wants 90 at most)
 * @param recoveryWindowDays days in which a deleted secret can be restored: 7 to 30, or 0 for none, so that the name is free at
 *     once
 * @param protection a protected secret is not destroyed
 */
public record RotationSettings(int rotationDays, int recoveryWindowDays, Protection protection) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("rotationDays", rotationDays, 1, 365);
        RecoveryWindow.check(problems, recoveryWindowDays);
    }
}
