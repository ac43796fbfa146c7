package twingrad.compare.report;

import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Walk;
import twingrad.compare.report.GraphPicture.Arrow;
import twingrad.compare.report.GraphPicture.Box;
import twingrad.scalar.Notation;

/** A graph in the DOT language of Graphviz, of any size, from left to right. */
public final class GraphDot {

    private GraphDot() {}

    /** The graph as text, with the gradients that the walk has at its position. */
    public static String dot(Graph graph, Walk finished) {
        return dot(GraphPicture.of(graph, finished));
    }

    static String dot(GraphPicture picture) {
        var dot = new StringBuilder();
        dot.append("digraph ").append(quoted(picture.root())).append(" {\n");
        dot.append("  rankdir=LR;\n");
        dot.append("  node [shape=box, fontname=\"monospace\"];\n");
        dot.append("  edge [fontname=\"monospace\"];\n");
        for (int i = 0; i < picture.boxes().size(); i++) {
            Box box = picture.boxes().get(i);
            dot.append("  n" + i + " [label=" + label(box) + ", style=" + style(box));
            dot.append(picture.isRoot(box) ? ", penwidth=3];\n" : "];\n");
        }
        for (Arrow arrow : picture.arrows()) {
            String local = quoted(Notation.number(arrow.local()));
            dot.append("  n" + arrow.from() + " -> n" + arrow.to() + " [label=" + local + "];\n");
        }
        return dot.append("}\n").toString();
    }

    private static String label(Box box) {
        String head = box.name() + " (" + box.what() + ")";
        return quoted(head + "\nvalue " + Notation.number(box.value()) + "\ngrad " + box.gradText());
    }

    private static String style(Box box) {
        return switch (box.kind()) {
            case OP -> "solid";
            case LEAF -> "rounded";
            case CONSTANT -> "dashed";
        };
    }

    /** Text in quotes that means itself: Graphviz reads escapes and HTML entities in labels. */
    private static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("&", "&amp;")
                .replace("\r", "")
                .replace("\n", "\\n");
        return '"' + escaped + '"';
    }
}
