package twingrad.tensor;

import java.util.List;

/** The Euclidean norm √Σg² of the gradients of parameters, all in one vector. */
public final class GradientNorm {
    private GradientNorm() {}

    /**
     * The norm, in float64 whatever the gradients' precision; one that was not computed counts as 0. The squares of each
     * parameter are summed as {@link NdArray#sum(int, boolean)} sums, and these sums in order.
     */
    public static double of(List<Tensor> parameters) {
        double squares = 0;
        for (var w : parameters) {
            if (w.hasGrad()) {
                squares += Updates.squares(w.grad());
            }
        }
        return Math.sqrt(squares);
    }
}
