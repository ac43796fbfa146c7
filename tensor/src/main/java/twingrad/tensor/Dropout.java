package twingrad.tensor;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * Inverted dropout (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014, Dropout): in training each number
 * is dropped with probability {@code rate}, and what is kept is divided by 1 - rate; otherwise nothing happens.
 *
 * @param rate from 0 to below 1
 * @param random the generator of a training step, by its number: the same one, anew, whenever that step is run. Two
 *     layers that take the same generators drop alike.
 */
public record Dropout(double rate, LongFunction<RandomGenerator> random) implements Layer {
    public Dropout {
        requireRate("Dropout", rate);
        Objects.requireNonNull(random, "Dropout: expected a generator a step, got null");
    }

    private static void requireRate(String op, double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException(op + ": expected a rate from 0 to below 1, got " + rate);
        }
    }

    /** 1/(1 - rate) where an entry of such an array is kept, 0 where it is dropped; drawn in row-major order. */
    static NdArray mask(double rate, RandomGenerator random, NdArray like) {
        requireRate("dropout", rate);
        double[] mask = new double[like.shape().size()];
        Arrays.setAll(mask, i -> random.nextDouble() < rate ? 0 : 1 / (1 - rate));
        return like.precision().of(mask, like.shape().dims());
    }

    @Override
    public Tensor forward(Tensor x) {
        return x;
    }

    @Override
    public Tensor forwardInTraining(Tensor x, long step) {
        if (step < 0) {
            throw new IllegalArgumentException("Dropout: expected a step of 0 or more, got " + step);
        }
        return x.dropout(rate, random.apply(step));
    }

    @Override
    public String toString() {
        return "Dropout[rate=" + rate + "]";
    }
}
