package io.tapstack.modules.compute;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/**
 * How many instances there are.
 *
 * @param least 1 to 100; below two, the service is away while an instance is replaced
 * @param most 1 to 100, not less than the least
 */
public record CapacitySettings(int least, int most) implements Settings {
    private static final int MOST = 100;

    @Override
    public void check(Problems problems) {
        problems.range("least", least, 1, MOST);
        problems.range("most", most, Math.max(least, 1), MOST);
    }
}
