package twingrad.scalar;

import java.util.List;

/**
 * Clipping by the global norm (Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural
 * networks): if the norm of all gradients exceeds the limit, all are scaled by limit/norm, which keeps their direction.
 * It belongs between {@code backward()} and the optimizer's step. PyTorch divides by norm + 1e-6 instead.
 *
 * @param maxNorm the limit, above 0
 */
public record GradientClipping(double maxNorm) {
    public GradientClipping {
        if (!(maxNorm > 0)) {
            throw new IllegalArgumentException("GradientClipping: expected a norm above 0, got %s".formatted(maxNorm));
        }
    }

    /**
     * Scales the gradients in place where their norm is above the limit.
     *
     * @return the norm before, {@link GradientNorm#of}. If it is no finite number, nothing was scaled: no factor makes
     *     NaN or infinity a gradient.
     */
    public double clip(List<Value> parameters) {
        var norm = GradientNorm.of(parameters);
        if (norm > maxNorm && norm < Double.POSITIVE_INFINITY) {
            parameters.forEach(w -> w.scaleGrad(maxNorm / norm));
        }
        return norm;
    }
}
