package io.tapstack.modules.observability;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/**
 * When a database's alarms go off (P11, B7).
 *
 * @param cpuPercent busier than this for a quarter of an hour: 1 to 99
 * @param freeStorageGiB less room than this: 1 to 1000
 * @param connections more open connections than this for a quarter of an hour: 1 to 5000
 * @param freeMemoryMiB less memory than this for a quarter of an hour: 16 to 1048576
 */
public record DatabaseThresholds(int cpuPercent, int freeStorageGiB, int connections, int freeMemoryMiB)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("cpuPercent", cpuPercent, 1, 99);
        problems.range("freeStorageGiB", freeStorageGiB, 1, 1000);
        problems.range("connections", connections, 1, 5000);
        problems.range("freeMemoryMiB", freeMemoryMiB, 16, 1_048_576);
    }
}
