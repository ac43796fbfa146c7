package twingrad.scalar;

import java.util.List;

/** The Euclidean norm √Σg² of the gradients of parameters, all in one vector. */
public final class GradientNorm {
    private GradientNorm() {}

    /** The norm; a gradient that was not computed counts as 0. */
    public static double of(List<Value> parameters) {
        var squares = 0.0;
        for (var w : parameters) {
            squares += w.grad() * w.grad();
        }
        return Math.sqrt(squares);
    }
}
