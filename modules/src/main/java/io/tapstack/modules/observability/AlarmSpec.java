package io.tapstack.modules.observability;

import java.util.List;

/**
 * One alarm, before it is made.
 *
 * @param id unique among the alarms of a stack, in kebab-case; goes into the alarm's name
 * @param subject what is too high or too low, as the beginning of a sentence: {@code Errors of function payments-api}
 * @param metrics one, or several whose sum counts; a sum takes at most ten
 */
public record AlarmSpec(String id, String subject, List<Metric> metrics, Threshold threshold, Window window) {
    /** CloudWatch's limit for an alarm's expression. */
    private static final int MOST_METRICS = 10;

    public AlarmSpec {
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty() || metrics.size() > MOST_METRICS) {
            throw new IllegalArgumentException(
                    "alarm " + id + " takes 1 to " + MOST_METRICS + " metrics, got " + metrics.size());
        }
        if (metrics.size() > 1 && metrics.stream().anyMatch(metric -> metric.statistic() != Statistic.SUM)) {
            throw new IllegalArgumentException("alarm " + id + " adds up metrics that are not sums");
        }
    }

    static AlarmSpec of(String id, String subject, Metric metric, Threshold threshold, Window window) {
        return new AlarmSpec(id, subject, List.of(metric), threshold, window);
    }

    /** For the person who is woken by it: what, which threshold, where (C9). */
    String description(String environment) {
        String side = threshold.side() == Threshold.Side.ABOVE ? " above " : " below ";
        return subject + side + threshold.text() + " " + window.text() + " (" + environment + ")";
    }
}
