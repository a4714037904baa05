package io.tapstack.modules.observability;

import java.util.List;
import java.util.Optional;

/**
 * One graph of a dashboard.
 *
 * @param service the row it stands in: {@code Lambda}
 * @param region that the metrics are in, where it is not the dashboard's own
 */
public record Widget(String service, String title, List<Metric> metrics, Optional<String> region) {
    public Widget {
        metrics = List.copyOf(metrics);
    }

    public Widget(String service, String title, List<Metric> metrics) {
        this(service, title, metrics, Optional.empty());
    }
}
