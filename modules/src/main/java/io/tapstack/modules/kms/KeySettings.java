package io.tapstack.modules.kms;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;

/**
 * @param deletionWindowDays days between the order to delete a key and its end: 7 to 30 (C11)
 * @param protection of the keys: what they encrypt is lost with them
 */
public record KeySettings(int deletionWindowDays, Protection protection) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("deletionWindowDays", deletionWindowDays, 7, 30);
    }
}
