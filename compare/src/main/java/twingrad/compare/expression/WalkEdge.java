package twingrad.compare.expression;

import java.util.OptionalDouble;

/**
 * What goes along one edge in a backward step.
 *
 * @param input the name of the node that receives
 * @param formula the local derivative with the numbers plugged in: {@code ∂L/∂z3 = 2·z3 = 2·1.27 = 2.54}
 * @param local the local derivative
 * @param contribution upstream gradient times local derivative
 * @param before the input's gradient before, empty if it was not computed yet
 * @param after the input's gradient after
 */
public record WalkEdge(
        String input, String formula, double local, double contribution, OptionalDouble before, OptionalDouble after) {}
