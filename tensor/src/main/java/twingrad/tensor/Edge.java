package twingrad.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One input of a node, with the derivative as a VJP, which takes the node's gradient to what this edge adds to the
 * input's.
 *
 * <p>The formula says the same for people: {@code dA = G·Bᵀ}. What stands after the d on its left is the input's letter
 * there and in the formulas of the node's other edges; g or G is the node's gradient.
 *
 * @param input the node at the far end
 * @param formula the VJP as text
 * @param quantities what else the formula speaks of, by name: computed when asked for
 * @param vjp gives an array of the input's shape; neither changes nor keeps the gradient that it is given
 */
public record Edge(
        Tensor input, String formula, Map<String, Supplier<NdArray>> quantities, UnaryOperator<NdArray> vjp) {
    private static final String EQUALS = " = ";

    public Edge {
        Objects.requireNonNull(input, "Edge: expected an input, got null");
        Objects.requireNonNull(vjp, "Edge: expected a vjp, got null");
        if (!formula.startsWith("d") || !formula.contains(EQUALS)) {
            throw new IllegalArgumentException("Edge: expected a formula such as da = g, got " + formula);
        }
    }

    /** The letter of the input in the formulas of its node. */
    public String letter() {
        return formula.substring(1, formula.indexOf(EQUALS));
    }

    /** What stands on the right of the formula. */
    String rightSide() {
        return formula.substring(formula.indexOf(EQUALS) + EQUALS.length());
    }

    /** This edge, whose formula speaks of one more quantity. */
    Edge where(String name, Supplier<NdArray> quantity) {
        var more = new LinkedHashMap<>(quantities);
        more.put(name, quantity);
        return new Edge(input, formula, more, vjp);
    }

    /** This edge for an input that was broadcast to that shape: its gradient is summed over what was stretched. */
    Edge summedFrom(Shape stretched) {
        var shape = input.shape();
        if (shape.equals(stretched)) {
            return this;
        }
        var summand = rightSide().contains(" ") ? "(" + rightSide() + ")" : rightSide();
        var sums = "d" + letter() + EQUALS + sums(shape, stretched) + " of " + summand;
        return new Edge(input, sums, quantities, g -> vjp.apply(g).sumTo(shape));
    }

    private static String sums(Shape target, Shape stretched) {
        if (target.size() == 1) {
            return "sum";
        }
        int columns = target.aligned(stretched.rank() - 1, stretched.rank());
        boolean columnsStay = stretched.rank() == 2 && columns == stretched.dim(1);
        boolean rowsStay = stretched.rank() == 2 && target.aligned(0, 2) == stretched.dim(0);
        return columnsStay ? "column sums" : rowsStay ? "row sums" : "sums to " + target;
    }
}
