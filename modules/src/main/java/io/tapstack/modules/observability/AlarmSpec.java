package io.tapstack.modules.observability;

import java.util.List;
import java.util.Optional;

/**
 * One alarm, before it is made.
 *
 * @param id unique among the alarms of a stack, in kebab-case; goes into the alarm's name
 * @param subject what is too high or too low, as the beginning of a sentence: {@code Errors of function payments-api}
 * @param metrics one, or several that an expression makes one of; it takes at most ten
 * @param expression of metric math over {@code m1}, {@code m2} …, in their order; their sum when empty
 */
public record AlarmSpec(
        String id,
        String subject,
        List<Metric> metrics,
        Optional<String> expression,
        Threshold threshold,
        Window window,
        Silence silence) {
    /** CloudWatch's limit for an alarm's expression. */
    private static final int MOST_METRICS = 10;

    public AlarmSpec {
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty() || metrics.size() > MOST_METRICS) {
            throw new IllegalArgumentException(
                    "alarm " + id + " takes 1 to " + MOST_METRICS + " metrics, got " + metrics.size());
        }
        if (metrics.size() > 1
                && expression.isEmpty()
                && metrics.stream().anyMatch(metric -> metric.statistic() != Statistic.SUM)) {
            throw new IllegalArgumentException("alarm " + id + " adds up metrics that are not sums");
        }
    }

    /** No data is no trouble. */
    public AlarmSpec(String id, String subject, List<Metric> metrics, Threshold threshold, Window window) {
        this(id, subject, metrics, Optional.empty(), threshold, window, Silence.HEALTH);
    }

    static AlarmSpec of(String id, String subject, Metric metric, Threshold threshold, Window window) {
        return new AlarmSpec(id, subject, List.of(metric), threshold, window);
    }

    /** The same, which also goes off when there is no data. */
    AlarmSpec orSilent() {
        return new AlarmSpec(id, subject, metrics, expression, threshold, window, Silence.TROUBLE);
    }

    /** For the person who is woken by it: what, which threshold, where (C9). */
    String description(String environment) {
        String side = threshold.side() == Threshold.Side.ABOVE ? " above " : " below ";
        String silent = silence == Silence.TROUBLE ? " or without data " : " ";
        return subject + side + threshold.text() + silent + window.text() + " (" + environment + ")";
    }
}
