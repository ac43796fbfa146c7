package twingrad.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * Inverted dropout (Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014, Dropout): in training each number
 * is dropped, becoming 0, with probability {@code rate}, and what is kept is divided by 1 - rate, so that its expected
 * value stays; otherwise nothing happens.
 *
 * @param rate from 0 to below 1
 * @param random the generator of a training step, by its number: the same one, anew, whenever that step is run. It gives
 *     one uniform number for each entry, row by row.
 */
public record Dropout(double rate, LongFunction<RandomGenerator> random) {
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("Dropout: expected a rate from 0 to below 1, got %s".formatted(rate));
        }
        Objects.requireNonNull(random, "Dropout: expected a generator a step, got null");
    }

    /**
     * A batch with some of its entries dropped; d/dz = 0 or 1/(1 - rate), as its entry.
     *
     * @param rows the units of each sample
     * @param step the number of the training step, 0 or more
     */
    public List<List<Value>> forwardInTraining(List<List<Value>> rows, long step) {
        if (step < 0) {
            throw new IllegalArgumentException("Dropout: expected a step of 0 or more, got %d".formatted(step));
        }
        var generator = random.apply(step);
        var results = new ArrayList<List<Value>>();
        for (var row : rows) {
            results.add(row.stream()
                    .map(z -> z.mul(generator.nextDouble() < rate ? 0 : 1 / (1 - rate)))
                    .toList());
        }
        return results;
    }

    @Override
    public String toString() {
        return "Dropout[rate=%s]".formatted(rate);
    }
}
