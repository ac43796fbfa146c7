package twingrad.tensor;

/**
 * The optimizers' loops: parameters w move against their gradients g, in place. Every coefficient comes as an argument;
 * what the coefficients mean is the optimizers' own business. One loop a precision.
 */
final class Updates {
    private Updates() {}

    /** w -= α·g. */
    static void sgd(NdArray w, NdArray g, double learningRate) {
        w.shape().requireEqual("sgd", g.shape());
        if (w instanceof FloatArray parameters) {
            sgd(parameters.changing(), ((FloatArray) g).elements(), (float) learningRate);
        } else {
            sgd(((DoubleArray) w).changing(), ((DoubleArray) g).elements(), learningRate);
        }
    }

    private static void sgd(float[] w, float[] g, float learningRate) {
        for (int i = 0; i < w.length; i++) {
            w[i] -= learningRate * g[i];
        }
    }

    private static void sgd(double[] w, double[] g, double learningRate) {
        for (int i = 0; i < w.length; i++) {
            w[i] -= learningRate * g[i];
        }
    }

    /**
     * The numbers of one step of {@link Adam}.
     *
     * @param beta1 decay of the running mean of the gradient
     * @param beta2 decay of the running mean of its square
     * @param epsilon what is added to the root
     * @param correction1 1 - β₁ᵗ, by which the mean is divided
     * @param correction2 1 - β₂ᵗ, by which the square is divided
     */
    record AdamStep(double beta1, double beta2, double epsilon, double correction1, double correction2) {}

    /** m = β₁·m + (1 - β₁)·g; v = β₂·v + (1 - β₂)·g²; w -= α·m̂/(√v̂ + ε). Modifies w, m and v. */
    static void adam(NdArray w, NdArray g, NdArray m, NdArray v, double learningRate, AdamStep step) {
        w.shape().requireEqual("adam", g.shape());
        if (w instanceof FloatArray parameters) {
            float[] mean = ((FloatArray) m).changing();
            float[] square = ((FloatArray) v).changing();
            adam(parameters.changing(), ((FloatArray) g).elements(), mean, square, (float) learningRate, step);
        } else {
            double[] mean = ((DoubleArray) m).changing();
            double[] square = ((DoubleArray) v).changing();
            adam(((DoubleArray) w).changing(), ((DoubleArray) g).elements(), mean, square, learningRate, step);
        }
    }

    private static void adam(float[] w, float[] g, float[] mean, float[] square, float learningRate, AdamStep step) {
        float beta1 = (float) step.beta1;
        float beta2 = (float) step.beta2;
        float rest1 = (float) (1 - step.beta1);
        float rest2 = (float) (1 - step.beta2);
        float epsilon = (float) step.epsilon;
        float correction1 = (float) step.correction1;
        float correction2 = (float) step.correction2;
        for (int i = 0; i < w.length; i++) {
            float m = beta1 * mean[i] + rest1 * g[i];
            float v = beta2 * square[i] + rest2 * g[i] * g[i];
            mean[i] = m;
            square[i] = v;
            w[i] -= learningRate * (m / correction1) / ((float) Math.sqrt(v / correction2) + epsilon);
        }
    }

    private static void adam(
            double[] w, double[] g, double[] mean, double[] square, double learningRate, AdamStep step) {
        for (int i = 0; i < w.length; i++) {
            double m = step.beta1 * mean[i] + (1 - step.beta1) * g[i];
            double v = step.beta2 * square[i] + (1 - step.beta2) * g[i] * g[i];
            mean[i] = m;
            square[i] = v;
            w[i] -= learningRate * (m / step.correction1) / (Math.sqrt(v / step.correction2) + step.epsilon);
        }
    }
}
