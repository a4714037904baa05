package io.tapstack.modules.events;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/** @param archiveDays how long events can be replayed: 1 to 3650 */
public record EventBusSettings(int archiveDays) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("archiveDays", archiveDays, 1, 3650);
    }
}
