package io.tapstack.modules.apigateway;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Settings;

/**
 * @param ratePerSecond requests that every method takes in the long run: 1 to 10000, API Gateway's own limit for an
 *     account and region
 * @param burst requests on top, taken at once: 1 to 5000
 * @param accessLogs how long the log of requests is kept, and the log of errors beside it
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html">
 *     Throttle requests to your REST APIs</a>
 */
public record ApiSettings(int ratePerSecond, int burst, Retention accessLogs) implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("ratePerSecond", ratePerSecond, 1, 10_000);
        problems.range("burst", burst, 1, 5000);
        problems.check("accessLogs", accessLogs);
    }
}
