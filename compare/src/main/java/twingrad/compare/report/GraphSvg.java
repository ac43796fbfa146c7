package twingrad.compare.report;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Walk;
import twingrad.compare.report.GraphLayout.Wire;
import twingrad.compare.report.GraphPicture.Arrow;
import twingrad.compare.report.GraphPicture.Box;
import twingrad.compare.report.GraphPicture.Kind;

/**
 * A graph as an SVG picture, to be looked at or to be put into a page: needs nothing from outside, light or dark as
 * the reader has it, the same bytes from run to run.
 *
 * <p>Nodes are groups {@code id="node-0" data-node="x"} in the order of {@link Graph#nodes()}, with class op, leaf or
 * constant, and root for the last; edges are groups {@code id="edge-0" data-from="x" data-to="z1" data-slot="0"}, node
 * by node, input by input. The texts of class value, grad and local hold a bare number, with room for any other.
 */
public final class GraphSvg {

    private static final int REPLACEMENT = 0xFFFD;

    private final StringBuilder svg = new StringBuilder();

    private GraphSvg() {}

    /**
     * The element {@code <svg>}, with the gradients that the walk has at its position.
     *
     * @throws IllegalArgumentException if the graph has more nodes than anybody could read, 500
     */
    public static String svg(Graph graph, Walk finished) {
        GraphLayout.requireDrawable(graph.nodes().size());
        GraphPicture picture = GraphPicture.of(graph, finished);
        return svg(picture, GraphLayout.of(picture));
    }

    static String svg(GraphPicture picture, GraphLayout layout) {
        var writer = new GraphSvg();
        writer.whole(picture, layout);
        return writer.svg.toString();
    }

    private void whole(GraphPicture picture, GraphLayout layout) {
        String width = number(layout.width());
        String height = number(layout.height());
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"twingrad-graph\" role=\"img\" width=\"%s\" height=\"%s\""
                        + " viewBox=\"0 0 %s %s\">",
                width, height, width, height);
        line(
                "<title>%s: values, gradients and local derivatives of %d nodes</title>",
                escaped(picture.root()), picture.boxes().size());
        line("<style>");
        svg.append(GraphStyleSheet.TEXT);
        line("</style>");
        line("<rect class=\"background\" width=\"%s\" height=\"%s\"/>", width, height);
        for (int i = 0; i < picture.arrows().size(); i++) {
            edge(i, picture, layout.wires().get(i));
        }
        for (int i = 0; i < picture.boxes().size(); i++) {
            node(i, picture, layout.boxes().get(i));
        }
        text(GraphLettering.caption(picture, layout));
        line("</svg>");
    }

    private void edge(int index, GraphPicture picture, Wire wire) {
        Arrow arrow = picture.arrows().get(index);
        line(
                "<g id=\"edge-%d\" class=\"edge\" data-from=\"%s\" data-to=\"%s\" data-slot=\"%d\">",
                index,
                escaped(picture.boxes().get(arrow.from()).name()),
                escaped(picture.boxes().get(arrow.to()).name()),
                arrow.slot());
        line("<title>%s</title>", escaped(arrow.formula()));
        line("<path class=\"line\" d=\"%s\"/>", data(GraphShapes.line(wire.points())));
        line("<path class=\"arrow\" d=\"%s\"/>", data(GraphShapes.arrow(wire.end())));
        rectangle("pill", wire.pill(), wire.pill().getHeight() / 2);
        text(GraphLettering.of(arrow, wire.pill()));
        line("</g>");
    }

    private void node(int index, GraphPicture picture, Rectangle2D place) {
        Box box = picture.boxes().get(index);
        line(
                "<g id=\"node-%d\" class=\"node %s%s\" data-node=\"%s\">",
                index, box.kind(), picture.isRoot(box) ? " root" : "", escaped(box.name()));
        line("<title>%s</title>", escaped(box.description()));
        double radius = GraphShapes.radius(box.kind());
        rectangle("surface", place, radius);
        line("<path class=\"head\" d=\"%s\"/>", data(GraphShapes.head(box.kind(), place)));
        rectangle("box", place, radius);
        if (box.kind() == Kind.OP) {
            rectangle("badge", GraphLettering.badge(box, place), GraphShapes.BADGE_RADIUS);
        }
        GraphLettering.of(box, place).forEach(this::text);
        line("</g>");
    }

    private void rectangle(String name, Rectangle2D place, double radius) {
        line(
                "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"/>",
                name,
                number(place.getX()),
                number(place.getY()),
                number(place.getWidth()),
                number(place.getHeight()),
                number(radius));
    }

    private void text(GraphLettering text) {
        line(
                "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>",
                text.role(), number(text.x()), number(text.y()), escaped(text.text()));
    }

    private void line(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    /** A shape as the path data of SVG. */
    private static String data(Shape shape) {
        var data = new StringBuilder();
        double[] points = new double[6];
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            int segment = path.currentSegment(points);
            data.append("MLQCZ".charAt(segment));
            int numbers = segment == PathIterator.SEG_CLOSE ? 0 : 2 * Math.max(1, segment);
            for (int i = 0; i < numbers; i++) {
                data.append(i == 0 ? "" : " ").append(number(points[i]));
            }
        }
        return data.toString();
    }

    /** A length in pixels, to a tenth. */
    private static String number(double length) {
        String text = new BigDecimal(length).setScale(1, RoundingMode.HALF_UP).toPlainString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Text that means itself within an element and within quotes; what XML cannot hold becomes a replacement. */
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isCharacter(c) ? c : REPLACEMENT);
            }
        });
        return escaped.toString();
    }

    /** Whether XML 1.0 can hold it. */
    private static boolean isCharacter(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
