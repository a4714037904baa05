package io.tapstack.modules.lambda;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.time.Duration;

/**
 * How a function reads a DynamoDB stream (P4).
 *
 * @param batchSize most records in one call: 1 to 10000
 * @param batchingWindow how long to wait for a batch to fill: none to 5 minutes
 * @param retries of a failing batch before its records go to the failure queue: 0 to 100
 * @param maximumRecordAge records older than this go to the failure queue: 1 minute to 24 hours, after which DynamoDB
 *     forgets them
 * @param parallelization batches of one shard handled at once, each item's changes still in order: 1 to 10
 */
public record StreamTriggerSettings(
        int batchSize, Duration batchingWindow, int retries, Duration maximumRecordAge, int parallelization)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.range("batchSize", batchSize, 1, 10_000);
        problems.range("batchingWindow", batchingWindow, Duration.ZERO, Duration.ofMinutes(5));
        problems.range("retries", retries, 0, 100);
        problems.range("maximumRecordAge", maximumRecordAge, Duration.ofMinutes(1), Duration.ofHours(24));
        problems.range("parallelization", parallelization, 1, 10);
    }
}
