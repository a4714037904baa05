package io.tapstack.modules.observability;

import static io.tapstack.modules.observability.Statistic.MAXIMUM;
import static io.tapstack.modules.observability.Statistic.P99;
import static io.tapstack.modules.observability.Statistic.SUM;

import io.tapstack.modules.core.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * Alarms of a Lambda function (P11).
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types of metrics for Lambda
 *     functions</a>
 */
public final class FunctionAlarms {
    private FunctionAlarms() {}

    /**
     * Of a function that is called all the time.
     *
     * @param purpose starts the alarms' names: {@code api}
     * @param function the function's name
     */
    public static List<AlarmSpec> of(String purpose, String function, FunctionThresholds thresholds) {
        return alarms(purpose, function, thresholds, "99th percentile of the", P99, Window.LASTING);
    }

    /** Of a function that runs seldom, so that there is one call to judge by; see {@link #of}. */
    public static List<AlarmSpec> ofSeldom(String purpose, String function, FunctionThresholds thresholds) {
        return alarms(purpose, function, thresholds, "Longest", MAXIMUM, Window.FIRST);
    }

    private static List<AlarmSpec> alarms(
            String purpose,
            String function,
            FunctionThresholds thresholds,
            String which,
            Statistic statistic,
            Window lasting) {
        Problems.refuse(purpose, thresholds);
        String what = "function " + purpose;
        List<AlarmSpec> alarms = new ArrayList<>();
        alarms.add(AlarmSpec.of(
                purpose + "-errors",
                "Errors of " + what,
                Metrics.function("Errors", function, SUM),
                Threshold.above(thresholds.errors()),
                Window.FIRST));
        alarms.add(AlarmSpec.of(
                purpose + "-throttles",
                "Throttled calls of " + what,
                Metrics.function("Throttles", function, SUM),
                Threshold.above(thresholds.throttles()),
                Window.FIRST));
        alarms.add(AlarmSpec.of(
                purpose + "-duration",
                which + " duration of " + what,
                Metrics.function("Duration", function, statistic),
                Threshold.above(thresholds.duration()),
                lasting));
        alarms.add(new AlarmSpec(
                purpose + "-lost",
                "Failed events of " + what + " that do not reach their queue",
                List.of(
                        Metrics.function("DeadLetterErrors", function, SUM),
                        Metrics.function("DestinationDeliveryFailures", function, SUM)),
                Threshold.above(0),
                Window.FIRST));
        thresholds
                .iteratorAge()
                .ifPresent(age -> alarms.add(AlarmSpec.of(
                        purpose + "-iterator-age",
                        "Age of the stream records that reach " + what,
                        Metrics.function("IteratorAge", function, MAXIMUM),
                        Threshold.above(age),
                        Window.FIRST)));
        return List.copyOf(alarms);
    }
}
