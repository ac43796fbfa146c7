package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Node;
import twingrad.compare.expression.Pass;
import twingrad.compare.expression.Update;
import twingrad.compare.expression.Walk;
import twingrad.compare.expression.WalkEdge;
import twingrad.compare.expression.WalkStep;
import twingrad.scalar.Notation;

/** A whole walk as plain text. */
final class WalkText {

    private final Walk walk;
    private final PrintWriter text;

    WalkText(Graph graph, PrintWriter text) {
        walk = new Walk(graph);
        walk.finish();
        this.text = text;
    }

    /** Both passes, every step in order, then the nodes with their values and gradients. */
    void walk() {
        text.println("forward");
        steps(Pass.FORWARD);
        text.println();
        text.println("backward: upstream gradient · local derivative = contribution, summed at each input");
        steps(Pass.BACKWARD);
        text.println();
        nodes();
    }

    /** Each leaf's old and new value, then those of the nodes that are computed from them, the root last. */
    void update(Update update) {
        text.println();
        text.println("update: each leaf - " + Notation.number(update.learningRate()) + " · its gradient");
        var rows = new ArrayList<List<String>>();
        for (Node node : update.before().nodes()) {
            String now = Notation.number(update.after().node(node.name()).value());
            rows.add(List.of(node.name(), Notation.number(node.value()), node.constant() ? "constant" : "-> " + now));
        }
        table(rows);
    }

    /** Where what is not finite came from, if anything is: the first value, or else the first contribution. */
    void note() {
        firstNonFinite().ifPresent(note -> {
            text.println();
            text.println("note: " + note);
        });
    }

    private Optional<String> firstNonFinite() {
        Optional<String> node = walk.graph().firstNonFinite();
        if (node.isPresent()) {
            return Optional.of("the first value that is not finite is that of " + node.get() + equation(node.get()));
        }
        for (WalkStep step : walk.steps()) {
            for (WalkEdge edge : step.edges()) {
                if (!Double.isFinite(edge.contribution())) {
                    return Optional.of("the first gradient that is not finite goes from " + step.node() + " to "
                            + edge.input() + ": " + edge.formula());
                }
            }
        }
        return Optional.empty();
    }

    private String equation(String node) {
        return walk.steps().stream()
                .filter(step -> step.pass() == Pass.FORWARD && step.node().equals(node))
                .map(step -> ": " + step.formula())
                .findFirst()
                .orElse(", which was given so");
    }

    private void steps(Pass pass) {
        walk.steps().stream()
                .filter(step -> step.pass() == pass)
                .flatMap(step -> step.toString().lines())
                .forEach(line -> text.println("  " + line));
    }

    private void nodes() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("node", "op", "value", "gradient"));
        for (Node node : walk.graph().nodes()) {
            rows.add(List.of(
                    node.name(),
                    node.leaf() ? (node.constant() ? "constant" : "leaf") : node.op(),
                    Notation.number(node.value()),
                    Notation.grad(walk.shownGrad(node.name()))));
        }
        table(rows);
    }

    /** In columns, two blanks between them. */
    private void table(List<List<String>> rows) {
        var widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                line.append("  ").append(cell).append(" ".repeat(widths[column] - cell.length()));
            }
            text.println(line.toString().stripTrailing());
        }
    }
}
