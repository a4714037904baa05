package io.tapstack.modules.observability;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A CloudWatch metric and how it is read.
 *
 * @param namespace for example {@code AWS/Lambda}
 * @param dimensions kept sorted, so that the same metric always gives the same text
 */
public record Metric(String namespace, String name, SortedMap<String, String> dimensions, Statistic statistic) {
    public Metric {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    public Metric(String namespace, String name, Map<String, String> dimensions, Statistic statistic) {
        this(namespace, name, new TreeMap<>(dimensions), statistic);
    }
}
