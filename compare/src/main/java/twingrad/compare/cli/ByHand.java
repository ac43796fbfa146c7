package twingrad.compare.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import twingrad.scalar.BackwardPass;
import twingrad.scalar.Value;

/**
 * The example that everything starts from: L = (y - (x·w + b))² at x = 2, w = 0.5, b = 0.73, y = 3, forwards, and then
 * backwards edge by edge.
 */
final class ByHand {

    private ByHand() {}

    /** Prints both passes and gives the gradients by name. */
    static Map<String, Double> walk(PrintWriter text) {
        Value x = Value.of(2, "x");
        Value w = Value.of(0.5, "w");
        Value b = Value.of(0.73, "b");
        Value y = Value.of(3, "y");
        Value z1 = x.mul(w).as("z1");
        Value z2 = z1.add(b).as("z2");
        Value z3 = y.sub(z2).as("z3");
        Value loss = z3.pow(2).as("L");

        text.println("x = 2, w = 0.5, b = 0.73, y = 3");
        text.println("forward    z1 = x·w = " + number(z1.data()));
        text.println("           z2 = z1 + b = " + number(z2.data()));
        text.println("           z3 = y - z2 = " + number(z3.data()));
        text.println("           L = z3² = " + number(loss.data()));
        text.println("backward   dL/dL = 1, and from each node to its inputs, upstream gradient · local derivative:");
        var pass = new BackwardPass(loss);
        while (!pass.isDone()) {
            pass.step().toString().lines().forEach(line -> text.println("           " + line));
        }
        var gradients = new LinkedHashMap<String, Double>();
        List.of(z3, y, z2, z1, b, w, x).forEach(node -> gradients.put(node.label(), node.grad()));
        text.println("gradients  "
                + gradients.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                        .collect(Collectors.joining("  ")));
        return gradients;
    }

    /** To six digits, without idle zeros. */
    private static String number(double x) {
        return new BigDecimal(x).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    }
}
