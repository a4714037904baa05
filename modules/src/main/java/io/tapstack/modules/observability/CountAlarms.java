package io.tapstack.modules.observability;

import java.util.List;
import java.util.Optional;

/** Alarms of counts that functions and applications make themselves, because no service counts. */
public final class CountAlarms {
    private CountAlarms() {}

    /**
     * Goes off at the first.
     *
     * @param id the alarm's
     * @param subject as the beginning of a sentence
     * @param metric its name: {@code PortalRefused}
     * @param function by which name the program logs
     */
    public static AlarmSpec of(String id, String subject, String metric, String function) {
        return AlarmSpec.of(id, subject, Metrics.counted(metric, function), Threshold.above(0), Window.FIRST);
    }

    /** Goes off when what happens each day has not happened for six hours longer; see {@link #of}. */
    public static AlarmSpec missing(String id, String subject, String metric, String function) {
        return new AlarmSpec(
                id,
                subject,
                List.of(Metrics.counted(metric, function)),
                Optional.empty(),
                Threshold.below(1, "1"),
                Window.DAY,
                Silence.TROUBLE);
    }
}
