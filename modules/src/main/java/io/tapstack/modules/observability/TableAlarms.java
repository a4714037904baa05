package io.tapstack.modules.observability;

import static io.tapstack.modules.observability.Statistic.SUM;

import io.tapstack.modules.core.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * Alarms of a DynamoDB table (P11). Throttles are those of the table and of its indexes, which DynamoDB counts apart;
 * {@code ThrottledRequests} and {@code SystemErrors} have no total: they exist for one operation at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html">DynamoDB
 *     metrics and dimensions</a>
 */
public final class TableAlarms {
    private TableAlarms() {}

    /**
     * @param purpose starts the alarms' names: {@code transactions}
     * @param table the table's name
     * @param indexes its global secondary indexes, at most four
     * @param operations that the system's functions call: {@code PutItem}, {@code Query}, …
     */
    public static List<AlarmSpec> of(
            String purpose, String table, List<String> indexes, List<String> operations, TableThresholds thresholds) {
        Problems.refuse(purpose, thresholds);
        List<Metric> throttles = new ArrayList<>();
        for (String metric : List.of("ReadThrottleEvents", "WriteThrottleEvents")) {
            throttles.add(Metrics.table(metric, table, SUM));
            indexes.forEach(index -> throttles.add(Metrics.index(metric, table, index, SUM)));
        }
        List<Metric> systemErrors = operations.stream()
                .map(operation -> Metrics.operation("SystemErrors", table, operation, SUM))
                .toList();
        return List.of(
                new AlarmSpec(
                        purpose + "-throttles",
                        "Throttled reads and writes of table " + purpose,
                        throttles,
                        Threshold.above(thresholds.throttles()),
                        Window.FIRST),
                new AlarmSpec(
                        purpose + "-system-errors",
                        "DynamoDB's own errors on table " + purpose,
                        systemErrors,
                        Threshold.above(thresholds.systemErrors()),
                        Window.FIRST));
    }
}
