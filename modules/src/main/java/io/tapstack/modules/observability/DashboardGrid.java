package io.tapstack.modules.observability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lays widgets out on CloudWatch's grid, which is 24 columns wide: for each service a heading, below it its graphs, four
 * side by side at most.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">
 *     Dashboard body structure and syntax</a>
 */
record DashboardGrid(String region) {
    private static final int COLUMNS = 24;
    private static final int MOST_IN_A_ROW = 4;
    private static final int HEADING_HEIGHT = 1;
    private static final int GRAPH_HEIGHT = 6;
    private static final int PERIOD_SECONDS = 300;

    List<Map<String, Object>> place(List<Widget> widgets) {
        Map<String, List<Widget>> rows = widgets.stream()
                .collect(Collectors.groupingBy(Widget::service, LinkedHashMap::new, Collectors.toList()));
        List<Map<String, Object>> placed = new ArrayList<>();
        int y = 0;
        for (Map.Entry<String, List<Widget>> row : rows.entrySet()) {
            placed.add(box("text", 0, y, COLUMNS, HEADING_HEIGHT, Map.of("markdown", "## " + row.getKey())));
            y += HEADING_HEIGHT;
            List<Widget> graphs = row.getValue();
            int width = COLUMNS / Math.min(graphs.size(), MOST_IN_A_ROW);
            for (int i = 0; i < graphs.size(); i++) {
                int line = i / MOST_IN_A_ROW;
                int column = i % MOST_IN_A_ROW;
                placed.add(box(
                        "metric", column * width, y + line * GRAPH_HEIGHT, width, GRAPH_HEIGHT, graph(graphs.get(i))));
            }
            y += GRAPH_HEIGHT * ((graphs.size() + MOST_IN_A_ROW - 1) / MOST_IN_A_ROW);
        }
        return placed;
    }

    private static Map<String, Object> box(
            String type, int x, int y, int width, int height, Map<String, Object> properties) {
        return Map.of("type", type, "x", x, "y", y, "width", width, "height", height, "properties", properties);
    }

    private Map<String, Object> graph(Widget widget) {
        return Map.of(
                "title",
                widget.title(),
                "region",
                widget.region().orElse(region),
                "view",
                "timeSeries",
                "period",
                PERIOD_SECONDS,
                "metrics",
                widget.metrics().stream().map(DashboardGrid::line).toList());
    }

    /** CloudWatch's array form: namespace, name, dimension, value, …, options. */
    private static List<Object> line(Metric metric) {
        List<Object> line = new ArrayList<>(List.of(metric.namespace(), metric.name()));
        metric.dimensions().forEach((name, value) -> {
            line.add(name);
            line.add(value);
        });
        line.add(Map.of("stat", metric.statistic().id()));
        return line;
    }
}
