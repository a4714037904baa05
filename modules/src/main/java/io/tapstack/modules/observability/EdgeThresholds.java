package io.tapstack.modules.observability;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/**
 * When a distribution's alarms go off (B8).
 *
 * @param serverErrorPercent more of all answers are 5XX than this for a quarter of an hour: 1 to 99
 */
public record EdgeThresholds(int serverErrorPercent) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("serverErrorPercent", serverErrorPercent, 1, 99);
    }
}
