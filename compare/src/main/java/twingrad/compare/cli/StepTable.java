package twingrad.compare.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import twingrad.compare.expression.Node;
import twingrad.compare.expression.Walk;
import twingrad.scalar.Notation;

/** The table of a walk's nodes, inputs before users: name, op, value and gradient, as far as they are computed. */
final class StepTable {
    private static final String NOT_YET = "not yet";
    private static final Pattern UNKNOWN = Pattern.compile(NOT_YET);
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final String GAP = "  ";

    private static final int MARK_WIDTH = 2;
    private static final int SMALLEST_NAME = 6;

    /**
     * What stays the same over the whole walk: the nodes, and how wide each column is at its widest entry.
     *
     * @param nodes inputs before users
     */
    record Columns(List<Node> nodes, int name, int op, int value, int grad) {

        static Columns of(Walk walk) {
            var nodes = walk.graph().nodes();
            return new Columns(
                    nodes,
                    widest("node", nodes.stream().map(Node::name)),
                    widest("op", nodes.stream().map(Node::kind)),
                    widest(
                            "value",
                            Stream.concat(Stream.of(NOT_YET), nodes.stream().map(StepTable::value))),
                    widest("gradient", grads(walk)));
        }

        private static int widest(String header, Stream<String> texts) {
            return texts.mapToInt(String::length).reduce(header.length(), Math::max);
        }

        /** All gradients that the walk will ever show. */
        private static Stream<String> grads(Walk walk) {
            return walk.steps().stream()
                    .flatMap(step -> step.edges().stream())
                    .map(edge -> Notation.grad(edge.after()));
        }
    }

    private final Walk walk;
    private final Columns columns;
    private final Optional<String> current;
    private final List<Node> nodes;
    private final int nameWidth;

    /** A table that fits the width if it can; the current node, if there is one, is marked. */
    StepTable(Walk walk, Columns columns, Optional<String> current, int width) {
        this.walk = walk;
        this.columns = columns;
        this.current = current;
        this.nodes = columns.nodes();
        this.nameWidth = Math.min(columns.name(), Math.max(width - width(0), SMALLEST_NAME));
    }

    /** How many columns it takes. */
    int width() {
        return width(nameWidth);
    }

    /** Which nodes so many rows show: {@code nodes 4-9 of 30}; empty if they show all. */
    String range(int rows) {
        var first = firstShown(rows);
        return rows >= nodes.size() ? "" : "nodes %d-%d of %d".formatted(first + 1, first + rows, nodes.size());
    }

    /** The first of so many rows to be shown, so that the current node is among them, in the middle if possible. */
    private int firstShown(int rows) {
        var at = 0;
        for (var i = 0; i < nodes.size(); i++) {
            if (isCurrent(nodes.get(i))) {
                at = i;
            }
        }
        return Math.max(0, Math.min(at - rows / 2, nodes.size() - rows));
    }

    /** The header and so many rows around the current node. */
    List<AttributedString> lines(int rows) {
        var lines = new ArrayList<AttributedString>();
        lines.add(new AttributedString(row("  ", "node", "op", "value", "gradient"), PLAIN.underline()));
        var first = firstShown(rows);
        nodes.subList(first, Math.min(first + rows, nodes.size())).forEach(node -> lines.add(line(node)));
        return lines;
    }

    private AttributedString line(Node node) {
        var value = walk.isValueShown(node.name()) ? value(node) : NOT_YET;
        var shown = walk.shownGrad(node.name());
        var grad = shown.isPresent() ? Notation.number(shown.getAsDouble()) : NOT_YET;
        var row = row(isCurrent(node) ? "> " : "  ", node.name(), node.kind(), value, grad);
        if (isCurrent(node)) {
            return new AttributedString(row, PLAIN.bold().foreground(AttributedStyle.CYAN));
        }
        return new AttributedStringBuilder()
                .append(row)
                .styleMatches(UNKNOWN, PLAIN.faint())
                .toAttributedString();
    }

    private String row(String mark, String name, String op, String value, String grad) {
        return mark
                + left(cropped(name), nameWidth)
                + GAP
                + left(op, columns.op())
                + GAP
                + left(value, columns.value())
                + GAP
                + left(grad, columns.grad());
    }

    private boolean isCurrent(Node node) {
        return current.filter(node.name()::equals).isPresent();
    }

    private int width(int name) {
        return MARK_WIDTH + name + columns.op() + columns.value() + columns.grad() + 3 * GAP.length();
    }

    private static String value(Node node) {
        return Notation.number(node.value());
    }

    /** The end of a long name tells more than its beginning: layers.0.weight[0][1]. */
    private String cropped(String name) {
        return name.length() <= nameWidth ? name : "…" + name.substring(name.length() - nameWidth + 1);
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
