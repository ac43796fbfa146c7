package twingrad.tensor;

/**
 * The optimizers' loops: parameters w move against their gradients g, in place. Every coefficient comes as an argument;
 * what the coefficients mean is the optimizers' own business. One loop a precision; the workers share the float32 ones
 * of many parameters.
 */
final class Updates {
    /** Adam's loop over so many elements takes some 20 µs: fewer are not shared out. */
    private static final int WORTH_SHARING = 1 << 15;

    /**
     * A number that, added to a moment and subtracted again, changes nothing from 2^-55 up and rounds what is below to
     * a multiple of 2^-104. Without it the moments and velocities of parameters whose gradient is 0 now would shrink
     * into the subnormal numbers and stay there, where processors are slow; Java cannot flush them. What is lost moves
     * no parameter: beside ε, √(2^-104) is less than a rounding error, and a velocity of 2^-104 is nothing itself.
     */
    private static final float FLUSHER = 0x1p-80f;

    /** How many partial sums a sum has; see {@link NdArray#sum(int, boolean)}. */
    private static final int PARTIALS = 16;

    private Updates() {}

    /** w -= α·g. */
    static void sgd(NdArray w, NdArray g, double learningRate) {
        Requirements.equal("sgd", w.shape(), g.shape());
        if (w instanceof FloatArray parameters) {
            float[] weights = parameters.changing();
            float[] gradient = ((FloatArray) g).elements();
            shared(weights.length, (from, to) -> sgd(weights, gradient, (float) learningRate, from, to));
        } else {
            sgd(((DoubleArray) w).changing(), ((DoubleArray) g).elements(), learningRate);
        }
    }

    private static void sgd(float[] w, float[] g, float learningRate, int from, int to) {
        for (int i = from; i < to; i++) {
            w[i] -= learningRate * g[i];
        }
    }

    private static void sgd(double[] w, double[] g, double learningRate) {
        for (int i = 0; i < w.length; i++) {
            w[i] -= learningRate * g[i];
        }
    }

    /** w -= share·w: descent with w as its own gradient. */
    static void decay(NdArray w, double share) {
        if (w instanceof FloatArray parameters) {
            float[] weights = parameters.changing();
            shared(weights.length, (from, to) -> sgd(weights, weights, (float) share, from, to));
        } else {
            double[] weights = ((DoubleArray) w).changing();
            sgd(weights, weights, share);
        }
    }

    /** v = keep·v + take·g; w -= α·v. Modifies w and v. */
    static void momentum(NdArray w, NdArray g, NdArray v, double keep, double take, double learningRate) {
        Requirements.equal("momentum", w.shape(), g.shape());
        if (w instanceof FloatArray parameters) {
            float[] velocity = ((FloatArray) v).changing();
            float[] weights = parameters.changing();
            float[] gradient = ((FloatArray) g).elements();
            float rate = (float) learningRate;
            shared(
                    weights.length,
                    (from, to) -> momentum(weights, gradient, velocity, (float) keep, (float) take, rate, from, to));
        } else {
            double[] velocity = ((DoubleArray) v).changing();
            double[] weights = ((DoubleArray) w).changing();
            double[] gradient = ((DoubleArray) g).elements();
            for (int i = 0; i < weights.length; i++) {
                velocity[i] = keep * velocity[i] + take * gradient[i];
                weights[i] -= learningRate * velocity[i];
            }
        }
    }

    private static void momentum(
            float[] w, float[] g, float[] velocity, float keep, float take, float learningRate, int from, int to) {
        for (int i = from; i < to; i++) {
            float v = keep * velocity[i] + take * g[i] + FLUSHER - FLUSHER;
            velocity[i] = v;
            w[i] -= learningRate * v;
        }
    }

    /** v = μ·v + g; w -= α·(g + μ·v). Modifies w and v. */
    static void nesterov(NdArray w, NdArray g, NdArray v, double momentum, double learningRate) {
        Requirements.equal("nesterov", w.shape(), g.shape());
        if (w instanceof FloatArray parameters) {
            float[] velocity = ((FloatArray) v).changing();
            float[] weights = parameters.changing();
            float[] gradient = ((FloatArray) g).elements();
            shared(
                    weights.length,
                    (from, to) ->
                            nesterov(weights, gradient, velocity, (float) momentum, (float) learningRate, from, to));
        } else {
            double[] velocity = ((DoubleArray) v).changing();
            double[] weights = ((DoubleArray) w).changing();
            double[] gradient = ((DoubleArray) g).elements();
            for (int i = 0; i < weights.length; i++) {
                velocity[i] = momentum * velocity[i] + gradient[i];
                weights[i] -= learningRate * (gradient[i] + momentum * velocity[i]);
            }
        }
    }

    private static void nesterov(
            float[] w, float[] g, float[] velocity, float momentum, float learningRate, int from, int to) {
        for (int i = from; i < to; i++) {
            float v = momentum * velocity[i] + g[i] + FLUSHER - FLUSHER;
            velocity[i] = v;
            w[i] -= learningRate * (g[i] + momentum * v);
        }
    }

    /** S = β·S + (1 - β)·g²; w -= α·g/(√S + ε). Modifies w and S. */
    static void rmsProp(NdArray w, NdArray g, NdArray s, double beta, double epsilon, double learningRate) {
        Requirements.equal("rmsProp", w.shape(), g.shape());
        if (w instanceof FloatArray parameters) {
            float[] square = ((FloatArray) s).changing();
            float[] weights = parameters.changing();
            float[] gradient = ((FloatArray) g).elements();
            float rate = (float) learningRate;
            shared(
                    weights.length,
                    (from, to) -> rmsProp(weights, gradient, square, beta, (float) epsilon, rate, from, to));
        } else {
            double[] square = ((DoubleArray) s).changing();
            double[] weights = ((DoubleArray) w).changing();
            double[] gradient = ((DoubleArray) g).elements();
            for (int i = 0; i < weights.length; i++) {
                square[i] = beta * square[i] + (1 - beta) * gradient[i] * gradient[i];
                weights[i] -= learningRate * gradient[i] / (Math.sqrt(square[i]) + epsilon);
            }
        }
    }

    private static void rmsProp(
            float[] w, float[] g, float[] square, double beta, float epsilon, float learningRate, int from, int to) {
        float keep = (float) beta;
        float take = (float) (1 - beta);
        for (int i = from; i < to; i++) {
            float s = keep * square[i] + take * g[i] * g[i] + FLUSHER - FLUSHER;
            square[i] = s;
            w[i] -= learningRate * g[i] / ((float) Math.sqrt(s) + epsilon);
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
        Requirements.equal("adam", w.shape(), g.shape());
        if (w instanceof FloatArray parameters) {
            float[] mean = ((FloatArray) m).changing();
            float[] square = ((FloatArray) v).changing();
            float[] weights = parameters.changing();
            float[] gradient = ((FloatArray) g).elements();
            shared(
                    weights.length,
                    (from, to) -> adam(weights, gradient, mean, square, (float) learningRate, step, from, to));
        } else {
            double[] mean = ((DoubleArray) m).changing();
            double[] square = ((DoubleArray) v).changing();
            adam(((DoubleArray) w).changing(), ((DoubleArray) g).elements(), mean, square, learningRate, step);
        }
    }

    private static void adam(
            float[] w, float[] g, float[] mean, float[] square, float learningRate, AdamStep step, int from, int to) {
        float beta1 = (float) step.beta1;
        float beta2 = (float) step.beta2;
        float rest1 = (float) (1 - step.beta1);
        float rest2 = (float) (1 - step.beta2);
        float epsilon = (float) step.epsilon;
        float correction1 = (float) step.correction1;
        float correction2 = (float) step.correction2;
        for (int i = from; i < to; i++) {
            float m = beta1 * mean[i] + rest1 * g[i] + FLUSHER - FLUSHER;
            float v = beta2 * square[i] + rest2 * g[i] * g[i] + FLUSHER - FLUSHER;
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

    /** Σg² in float64, by 16 partial sums as {@link NdArray#sum(int, boolean)} defines them. */
    static double squares(NdArray g) {
        double[] partials = new double[PARTIALS];
        if (g instanceof FloatArray gradient) {
            float[] elements = gradient.elements();
            for (int i = 0; i < elements.length; i++) {
                partials[i % PARTIALS] += (double) elements[i] * elements[i];
            }
        } else {
            double[] elements = ((DoubleArray) g).elements();
            for (int i = 0; i < elements.length; i++) {
                partials[i % PARTIALS] += elements[i] * elements[i];
            }
        }
        for (int half = PARTIALS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                partials[i] += partials[i + half];
            }
        }
        return partials[0];
    }

    /** A loop over elements {@code from} to {@code to - 1}. */
    @FunctionalInterface
    private interface Loop {
        void run(int from, int to);
    }

    /** Runs a loop over n elements, in as many parts as there are threads if it is worth it. */
    private static void shared(int n, Loop loop) {
        int parts = n < WORTH_SHARING ? 1 : Workers.threads();
        if (parts == 1) {
            loop.run(0, n);
            return;
        }
        Workers.run(parts, part -> loop.run((int) ((long) n * part / parts), (int) ((long) n * (part + 1) / parts)));
    }
}
