package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Node;
import twingrad.compare.expression.Pass;
import twingrad.compare.expression.Update;
import twingrad.compare.expression.Walk;
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

    /** Where what is not finite came from, if anything is. */
    void note() {
        walk.firstNonFinite().ifPresent(note -> {
            text.println();
            text.println("note: " + note);
        });
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
                    node.kind(),
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
