package io.tapstack.modules.observability;

import static io.tapstack.modules.observability.Statistic.P99;
import static io.tapstack.modules.observability.Statistic.SUM;

import io.tapstack.modules.core.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * Alarms of a REST API (P11, L8).
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html">
 *     Amazon API Gateway dimensions and metrics</a>
 */
public final class ApiAlarms {
    private ApiAlarms() {}

    /**
     * @param purpose starts the alarms' names: {@code rest-api}
     * @param api the API's name
     */
    public static List<AlarmSpec> of(String purpose, String api, String stage, ApiThresholds thresholds) {
        Problems.refuse(purpose, thresholds);
        List<AlarmSpec> alarms = new ArrayList<>();
        alarms.add(AlarmSpec.of(
                purpose + "-5xx",
                "Server errors of " + purpose,
                Metrics.api("5XXError", api, stage, SUM),
                Threshold.above(thresholds.serverErrors()),
                Window.FIRST));
        thresholds
                .clientErrors()
                .ifPresent(errors -> alarms.add(AlarmSpec.of(
                        purpose + "-4xx",
                        "Client errors of " + purpose,
                        Metrics.api("4XXError", api, stage, SUM),
                        Threshold.above(errors),
                        Window.FIRST)));
        alarms.add(AlarmSpec.of(
                purpose + "-latency",
                "99th percentile of the latency of " + purpose,
                Metrics.api("Latency", api, stage, P99),
                Threshold.above(thresholds.p99Latency()),
                Window.LASTING));
        return List.copyOf(alarms);
    }
}
