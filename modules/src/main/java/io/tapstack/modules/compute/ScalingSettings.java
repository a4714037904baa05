package io.tapstack.modules.compute;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;

/**
 * When a fleet grows and shrinks (B6).
 *
 * @param cpuHighPercent busier than this, on average for three minutes, adds instances: 20 to 95
 * @param cpuLowPercent less busy than this for a quarter of an hour, with less than 60 % of the requests, takes one away: 1 to 47, at most half of the
 *     other: the work of two then still fits one
 * @param requestsPerMinute of one instance; more adds instances before the processors are busy: 1 to 1000000
 */
public record ScalingSettings(int cpuHighPercent, int cpuLowPercent, int requestsPerMinute) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("cpuHighPercent", cpuHighPercent, 20, 95);
        problems.range("cpuLowPercent", cpuLowPercent, 1, 47);
        problems.require(
                2 * cpuLowPercent <= cpuHighPercent,
                "cpuLowPercent",
                cpuLowPercent,
                "at most half of cpuHighPercent " + cpuHighPercent);
        problems.range("requestsPerMinute", requestsPerMinute, 1, 1_000_000);
    }
}
