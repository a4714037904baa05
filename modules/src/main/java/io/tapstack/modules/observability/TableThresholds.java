package io.tapstack.modules.observability;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/**
 * When a DynamoDB table's alarms go off (P11). Counts are for five minutes.
 *
 * @param throttles more throttled reads and writes than this, indexes included: 0 to 100000
 * @param systemErrors more failures of DynamoDB itself than this: 0 to 100000
 */
public record TableThresholds(int throttles, int systemErrors) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("throttles", throttles, 0, 100_000);
        problems.range("systemErrors", systemErrors, 0, 100_000);
    }
}
