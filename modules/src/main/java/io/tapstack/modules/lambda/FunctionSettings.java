package io.tapstack.modules.lambda;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Settings;
import java.time.Duration;

/**
 * @param memoryMiB 128 to 10240; the share of a processor grows with it
 * @param timeout 1 second to 15 minutes, whole seconds; API Gateway waits 29 seconds for an answer
 * @param reservedConcurrency how many copies may run at once: 1 to 1000. It is taken out of the account's pool for good
 * @param logs how long the function's log is kept
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
public record FunctionSettings(int memoryMiB, Duration timeout, int reservedConcurrency, Retention logs)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("memoryMiB", memoryMiB, 128, 10_240);
        problems.range("timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(15));
        problems.range("reservedConcurrency", reservedConcurrency, 1, 1000);
        problems.check("logs", logs);
    }
}
