package io.tapstack.modules.observability;

import java.util.List;

/** Alarms of a queue for failures (P11). */
public final class QueueAlarms {
    private QueueAlarms() {}

    /**
     * Goes off as soon as there is one message: in such a queue, one is one too many.
     *
     * @param purpose starts the alarm's name: {@code ledger-failures}
     * @param queue the queue's name
     */
    public static List<AlarmSpec> of(String purpose, String queue) {
        return List.of(AlarmSpec.of(
                purpose + "-depth",
                "Messages in queue " + purpose,
                Metrics.queueDepth(queue),
                Threshold.above(0),
                Window.FIRST));
    }
}
