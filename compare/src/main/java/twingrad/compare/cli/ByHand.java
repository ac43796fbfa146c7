package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.List;
import twingrad.scalar.BackwardPass;
import twingrad.scalar.Value;

/**
 * The example that everything starts from: L = (y - (x·w + b))² at x = 2, w = 0.5, b = 0.73, y = 3, forwards, and then
 * backwards edge by edge.
 */
final class ByHand {

    private ByHand() {}

    /** Prints both passes. */
    static void walk(PrintWriter text) {
        Value x = Value.of(2, "x");
        Value w = Value.of(0.5, "w");
        Value b = Value.of(0.73, "b");
        Value y = Value.of(3, "y");
        Value z1 = x.mul(w).as("z1");
        Value z2 = z1.add(b).as("z2");
        Value z3 = y.sub(z2).as("z3");
        Value loss = z3.pow(2).as("L");

        text.println("x = 2, w = 0.5, b = 0.73, y = 3");
        text.printf("forward    z1 = x·w = %.6g%n", z1.data());
        text.printf("           z2 = z1 + b = %.6g%n", z2.data());
        text.printf("           z3 = y - z2 = %.6g%n", z3.data());
        text.printf("           L = z3² = %.6g%n", loss.data());
        text.println("backward   dL/dL = 1, and from each node to its inputs, upstream gradient · local derivative:");
        var pass = new BackwardPass(loss);
        while (!pass.isDone()) {
            pass.step().toString().lines().forEach(line -> text.println("           " + line));
        }
        text.println("gradients  " + gradients(List.of(z3, y, z2, z1, b, w, x)));
    }

    private static String gradients(List<Value> nodes) {
        return String.join(
                "  ",
                nodes.stream()
                        .map(node -> "%s %.6g".formatted(node.label(), node.grad()))
                        .toList());
    }
}
