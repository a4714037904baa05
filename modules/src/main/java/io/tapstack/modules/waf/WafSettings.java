package io.tapstack.modules.waf;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Settings;

/**
 * @param requestsPerFiveMinutes that one IP address may make before it is blocked: 10 to 2000000000
 * @param blockedRequests more blocked requests than this in five minutes raise the alarm: 0 to 1000000
 * @param logs how long the log of requests is kept; audit data
 */
public record WafSettings(int requestsPerFiveMinutes, int blockedRequests, Retention logs) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("requestsPerFiveMinutes", requestsPerFiveMinutes, 10, 2_000_000_000);
        problems.range("blockedRequests", blockedRequests, 0, 1_000_000);
        problems.check("logs", logs);
    }
}
