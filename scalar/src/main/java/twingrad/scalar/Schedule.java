package twingrad.scalar;

/**
 * How the learning rate changes while a network is trained, by epoch e = 0, 1, … or by step t = 1, 2, …. Nothing but
 * {@link Cosine} depends on how many are to come. One of your own is a lambda.
 */
@FunctionalInterface
public interface Schedule {
    /**
     * The learning rate of a step.
     *
     * @param initial α₀
     * @param epoch e, counted from 0
     * @param step t, counted from 1 over all epochs
     */
    double learningRate(double initial, int epoch, long step);

    /** α₀, always. */
    record Constant() implements Schedule {
        @Override
        public double learningRate(double initial, int epoch, long step) {
            return initial;
        }
    }

    /**
     * α₀/(1 + rate·e). With a minus sign, as it was once printed, it would grow and then turn negative.
     *
     * @param rate 0 or more
     */
    record Inverse(double rate) implements Schedule {
        public Inverse {
            require(rate >= 0 && rate < Double.POSITIVE_INFINITY, "Inverse", "a finite rate of 0 or more", rate);
        }

        @Override
        public double learningRate(double initial, int epoch, long step) {
            return initial / (1 + rate * epoch);
        }
    }

    /**
     * baseᵉ·α₀.
     *
     * @param base above 0 and at most 1
     */
    record Exponential(double base) implements Schedule {
        /** The base that is usually taken (Ng 2017, Deep Learning Specialization). */
        public static final double BASE = 0.95;

        public Exponential {
            require(base > 0 && base <= 1, "Exponential", "a base above 0 and at most 1", base);
        }

        @Override
        public double learningRate(double initial, int epoch, long step) {
            return StrictMath.pow(base, epoch) * initial;
        }
    }

    /**
     * k/√(e + 1)·α₀, by epoch.
     *
     * @param k above 0
     */
    record InverseSqrt(double k) implements Schedule {
        public InverseSqrt {
            require(k > 0 && k < Double.POSITIVE_INFINITY, "InverseSqrt", "a finite k above 0", k);
        }

        @Override
        public double learningRate(double initial, int epoch, long step) {
            return k / Math.sqrt(epoch + 1.0) * initial;
        }
    }

    /**
     * k/√t·α₀, by step.
     *
     * @param k above 0
     */
    record InverseSqrtByStep(double k) implements Schedule {
        public InverseSqrtByStep {
            require(k > 0 && k < Double.POSITIVE_INFINITY, "InverseSqrtByStep", "a finite k above 0", k);
        }

        @Override
        public double learningRate(double initial, int epoch, long step) {
            return k / Math.sqrt(step) * initial;
        }
    }

    /**
     * α₀·γ^⌊e/s⌋: a step down every s epochs.
     *
     * @param factor γ, above 0 and at most 1
     * @param every s, 1 or more
     */
    record StepDecay(double factor, int every) implements Schedule {
        public StepDecay {
            require(factor > 0 && factor <= 1, "StepDecay", "a factor above 0 and at most 1", factor);
            require(every >= 1, "StepDecay", "a step every 1 epoch or more", every);
        }

        @Override
        public double learningRate(double initial, int epoch, long step) {
            return initial * StrictMath.pow(factor, epoch / every);
        }
    }

    /**
     * Half a cosine, down to 0 (Loshchilov and Hutter 2017, SGDR), after a linear warm-up (Goyal and others 2017,
     * Accurate, Large Minibatch SGD): α₀·t/W up to step W, then ½·α₀·(1 + cos(π·(t - W)/(T - W))) up to step T, then 0.
     *
     * @param totalSteps T, 1 or more
     * @param warmupSteps W, from 0 to below T
     */
    record Cosine(long totalSteps, long warmupSteps) implements Schedule {
        public Cosine {
            require(totalSteps >= 1, "Cosine", "1 step or more", totalSteps);
            require(
                    warmupSteps >= 0 && warmupSteps < totalSteps,
                    "Cosine",
                    "a warm-up from 0 to below " + totalSteps + " steps",
                    warmupSteps);
        }

        @Override
        public double learningRate(double initial, int epoch, long step) {
            if (step <= warmupSteps) {
                return initial * step / warmupSteps;
            }
            var share = (double) (Math.min(step, totalSteps) - warmupSteps) / (totalSteps - warmupSteps);
            return 0.5 * initial * (1 + StrictMath.cos(Math.PI * share));
        }
    }

    private static void require(boolean condition, String schedule, String expected, Number actual) {
        if (!condition) {
            throw new IllegalArgumentException("%s: expected %s, got %s".formatted(schedule, expected, actual));
        }
    }
}
