package io.tapstack.environments.picture;

import io.tapstack.environments.picture.Flow.What;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The picture as SVG text: light and dark as the reader likes it, and in words for whoever does not see it. */
public final class Svg {
    private static final int LEGEND_HEIGHT = 42;

    private static final String STYLE = """
            <style>
            svg {
              --page: #fff; --box: #f6f8fa; --ink: #1f2328; --muted: #59636e; --line: #6e7781; --bad: #cf222e;
              --outside: #8c959f; --edge: #8250df; --compute: #bc4c00; --stored: #0969da; --messaging: #bf3989;
              --watch: #1a7f37;
            }
            @media (prefers-color-scheme: dark) {
              svg {
                --page: #0d1117; --box: #161b22; --ink: #e6edf3; --muted: #9198a1; --line: #8b949e; --bad: #f85149;
                --outside: #8b949e; --edge: #a371f7; --compute: #f0883e; --stored: #58a6ff; --messaging: #f778ba;
                --watch: #3fb950;
              }
            }
            text { font: 11px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: var(--muted); }
            .name { font-size: 12px; font-weight: 600; fill: var(--ink); }
            .page { fill: var(--page); }
            .part { fill: var(--box); stroke: var(--line); }
            .network { fill: none; stroke: var(--muted); stroke-dasharray: 2 3; }
            .flow { fill: none; stroke: var(--line); stroke-width: 1.3; }
            .flow.failures { stroke: var(--bad); stroke-dasharray: 5 3; }
            .head { fill: var(--line); } .bad { fill: var(--bad); }
            .outside { fill: var(--outside); } .edge { fill: var(--edge); } .compute { fill: var(--compute); }
            .stored { fill: var(--stored); } .messaging { fill: var(--messaging); } .watch { fill: var(--watch); }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();

    private Svg() {}

    public static String of(Architecture architecture) {
        Svg picture = new Svg();
        picture.draw(architecture, new Layout(architecture));
        return picture.svg.toString();
    }

    private void draw(Architecture architecture, Layout layout) {
        long width = layout.whole().width();
        long height = layout.whole().height() + LEGEND_HEIGHT;
        line(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " role=\"img\" aria-labelledby=\"title desc\">")
                .formatted(width, height, width, height));
        line("<title id=\"title\">" + escaped(Words.title(architecture)) + "</title>");
        line("<desc id=\"desc\">" + escaped(Words.description(architecture)) + "</desc>");
        svg.append(STYLE);
        line("<defs>" + head("data", "head") + head("failures", "bad") + "</defs>");
        line("<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"6\"/>".formatted(width, height));
        architecture.networks().forEach((vpc, title) -> network(layout.box(vpc), title));
        architecture.flows().forEach(flow -> arrow(flow, layout.line(flow)));
        architecture.parts().forEach(part -> part(part, layout.box(part.id())));
        legend(architecture.keys(), layout.whole().height());
        line("</svg>");
    }

    private static String head(String id, String style) {
        return ("<marker id=\"%s\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\""
                        + " markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\">"
                        + "<path class=\"%s\" d=\"M0 .5 8 4 0 7.5z\"/></marker>")
                .formatted(id, style);
    }

    private void network(Layout.Box box, List<String> title) {
        rectangle("network", box, box.width());
        for (int i = 0; i < title.size(); i++) {
            text("note", box.x() + 12, box.y() + 15 + 14L * i, title.get(i));
        }
    }

    private void part(Part part, Layout.Box box) {
        rectangle("part", box, box.width());
        rectangle(lower(part.family()), box, 4);
        text("kind", box.x() + 12, box.y() + 15, part.kind());
        text("name", box.x() + 12, box.y() + 31, part.name());
    }

    private void arrow(Flow flow, List<Layout.Point> points) {
        String path =
                points.stream().map(point -> point.x() + " " + point.y()).collect(Collectors.joining("L", "M", ""));
        arrow(flow.what(), path, flow.forth(), flow.back());
    }

    private void arrow(What what, String path, boolean forth, boolean back) {
        String head = "=\"url(#" + lower(what) + ")\"";
        line("<path class=\"flow %s\" d=\"%s\"%s%s/>"
                .formatted(lower(what), path, back ? " marker-start" + head : "", forth ? " marker-end" + head : ""));
    }

    private void legend(List<String> keys, long y) {
        arrow(What.DATA, "M12 " + (y + 8) + "H40", true, false);
        text("note", 48, y + 12, "data, the way it flows");
        arrow(What.FAILURES, "M210 " + (y + 8) + "H238", true, false);
        text("note", 246, y + 12, "what failed");
        text("note", 12, y + 30, "encrypted with the keys: " + String.join(", ", keys));
    }

    private void rectangle(String style, Layout.Box box, long width) {
        line("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>"
                .formatted(style, box.x(), box.y(), width, box.height()));
    }

    private void text(String style, long x, long y, String text) {
        line("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(style, x, y, escaped(text)));
    }

    private void line(String element) {
        svg.append(element).append('\n');
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
