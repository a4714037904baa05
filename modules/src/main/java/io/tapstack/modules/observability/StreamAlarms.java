package io.tapstack.modules.observability;

import java.util.List;

/**
 * Alarms of a function that handles a stream's records and reports those that fail. An invocation that reports them is
 * none of Lambda's {@code Errors}, so the function counts them itself.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring partial
 *     batch response with DynamoDB and Lambda</a>
 */
public final class StreamAlarms {
    private StreamAlarms() {}

    /**
     * @param purpose starts the alarms' names: {@code ledger-function}
     * @param counts starts the names of the function's metrics: {@code Ledger}
     * @param function the function's name
     * @param stopped more batches than this, in five minutes, stop at something that cannot be reached
     */
    public static List<AlarmSpec> of(String purpose, String counts, String function, int stopped) {
        return List.of(
                CountAlarms.of(
                        purpose + "-poison",
                        "Records that function " + purpose + " can never handle",
                        counts + "PoisonRecords",
                        function),
                AlarmSpec.of(
                        purpose + "-stopped",
                        "Batches at which function " + purpose + " stops because something is out of reach",
                        Metrics.counted(counts + "StoppedBatches", function),
                        Threshold.above(stopped),
                        Window.FIRST));
    }
}
