package io.tapstack.modules.observability;

import io.tapstack.modules.core.Problems;
import java.util.List;

/** Alarms of an SES configuration set that measures its reputation (L8). */
public final class EmailAlarms {
    private EmailAlarms() {}

    /**
     * @param purpose starts the alarms' names: {@code offers-email}
     * @param configurationSet the configuration set's name
     */
    public static List<AlarmSpec> of(String purpose, String configurationSet, EmailThresholds thresholds) {
        Problems.refuse(purpose, thresholds);
        return List.of(
                AlarmSpec.of(
                        purpose + "-bounces",
                        "Share of " + purpose + " that bounces",
                        Metrics.email("Reputation.BounceRate", configurationSet),
                        Threshold.above(
                                thresholds.bouncesPerThousand() / 1000.0, thresholds.bouncesPerThousand() + " in 1000"),
                        Window.FIRST),
                AlarmSpec.of(
                        purpose + "-complaints",
                        "Share of " + purpose + " that is complained of",
                        Metrics.email("Reputation.ComplaintRate", configurationSet),
                        Threshold.above(
                                thresholds.complaintsPerTenThousand() / 10_000.0,
                                thresholds.complaintsPerTenThousand() + " in 10000"),
                        Window.FIRST));
    }
}
