package io.tapstack.modules.rds;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/**
 * Disk of a database (gp3).
 *
 * @param initialGiB what it starts with
 * @param maxGiB up to where RDS lets it grow by itself; equal to {@code initialGiB}: it does not
 */
public record StorageSettings(int initialGiB, int maxGiB) implements Settings {
    private static final int SMALLEST_GIB = 20;
    private static final int LARGEST_GIB = 65_536;

    @Override
    public void check(Problems problems) {
        problems.range("initialGiB", initialGiB, SMALLEST_GIB, LARGEST_GIB);
        problems.range("maxGiB", maxGiB, Math.max(initialGiB, SMALLEST_GIB), LARGEST_GIB);
    }

    boolean grows() {
        return maxGiB > initialGiB;
    }
}
