package io.tapstack.modules.observability;

import java.util.List;

/**
 * One graph of a dashboard.
 *
 * @param service the row it stands in: {@code Lambda}
 */
public record Widget(String service, String title, List<Metric> metrics) {
    public Widget {
        metrics = List.copyOf(metrics);
    }
}
