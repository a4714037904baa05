package io.tapstack.environments.picture;

import io.tapstack.environments.picture.Part.Family;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Where everything is, in pixels, by the layered algorithm of the Eclipse Layout Kernel: from left to right. */
final class Layout {
    private static final int PART_HEIGHT = 40;
    private static final int MARGIN = 12;
    private static final int LINE_HEIGHT = 14;

    private final Architecture architecture;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
    private final Map<Flow, ElkEdge> edges = new LinkedHashMap<>();

    /** @param x of the left upper corner */
    record Box(long x, long y, long width, long height) {}

    record Point(long x, long y) {}

    Layout(Architecture architecture) {
        this.architecture = architecture;
        arrange(root, MARGIN);
        root.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        architecture.networks().forEach(this::network);
        architecture.parts().forEach(this::part);
        architecture.flows().forEach(this::flow);
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    }

    private static void arrange(ElkNode graph, int top) {
        graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        graph.setProperty(CoreOptions.PADDING, new ElkPadding(top, MARGIN, MARGIN, MARGIN));
        graph.setProperty(CoreOptions.SPACING_NODE_NODE, 14.0);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 20.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
        graph.setProperty(LayeredOptions.THOROUGHNESS, 100);
    }

    private void network(String vpc, List<String> title) {
        ElkNode node = ElkGraphUtil.createNode(root);
        arrange(node, MARGIN + LINE_HEIGHT * title.size());
        long width = title.stream().mapToLong(TextWidth::small).max().orElseThrow();
        node.setProperty(CoreOptions.NODE_SIZE_CONSTRAINTS, SizeConstraint.minimumSizeWithPorts());
        node.setProperty(CoreOptions.NODE_SIZE_MINIMUM, new KVector(width + 2.0 * MARGIN, PART_HEIGHT));
        nodes.put(vpc, node);
    }

    private void part(Part part) {
        ElkNode node = ElkGraphUtil.createNode(part.network().map(nodes::get).orElse(root));
        long width = Math.max(TextWidth.small(part.kind()), TextWidth.bold(part.name()));
        node.setDimensions(width + 2.0 * MARGIN, PART_HEIGHT);
        nodes.put(part.id(), node);
    }

    private void flow(Flow flow) {
        ElkNode from = nodes.get(flow.from());
        ElkNode to = nodes.get(flow.to());
        edges.put(
                flow,
                isBackwards(flow) ? ElkGraphUtil.createSimpleEdge(to, from) : ElkGraphUtil.createSimpleEdge(from, to));
    }

    /** What keeps data stands right of what works with it, also where it sets that to work. */
    private boolean isBackwards(Flow flow) {
        return architecture.part(flow.from()).family() == Family.STORED
                && architecture.part(flow.to()).family() == Family.COMPUTE;
    }

    Box whole() {
        return box(root);
    }

    /** Of a part or a VPC. */
    Box box(String id) {
        return box(nodes.get(id));
    }

    private static Box box(ElkNode node) {
        Point corner = corner(node);
        return new Box(corner.x(), corner.y(), Math.round(node.getWidth()), Math.round(node.getHeight()));
    }

    /** From where the arrow starts to where it ends. */
    List<Point> line(Flow flow) {
        ElkEdge edge = edges.get(flow);
        Point origin = corner(edge.getContainingNode());
        ElkEdgeSection section = edge.getSections().get(0);
        List<Point> points = new ArrayList<>();
        points.add(point(origin, section.getStartX(), section.getStartY()));
        section.getBendPoints().forEach(bend -> points.add(point(origin, bend.getX(), bend.getY())));
        points.add(point(origin, section.getEndX(), section.getEndY()));
        if (isBackwards(flow)) {
            Collections.reverse(points);
        }
        return points;
    }

    private static Point corner(ElkNode node) {
        return node.getParent() == null ? new Point(0, 0) : point(corner(node.getParent()), node.getX(), node.getY());
    }

    private static Point point(Point origin, double x, double y) {
        return new Point(origin.x() + Math.round(x), origin.y() + Math.round(y));
    }
}
