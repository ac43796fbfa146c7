package twingrad.compare.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import twingrad.compare.Activation;
import twingrad.compare.search.XorNetworks.Outcome;
import twingrad.tensor.Workers;

/**
 * How often a network with one small hidden layer solves XOR, by its number of hidden units: an experiment that many
 * beginners' networks fail. Four points, full batch, mean binary cross-entropy, plain SGD, float64; weights normal with
 * deviation 1/√n_in, for ReLU √(2/n_in); many seeds. Same seeds, same bits, for any number of
 * threads.
 *
 * @param firstSeed seed of the first network; the next has the next
 * @param seeds how many networks of each kind, 1 or more
 * @param steps of each, 0 or more
 * @param learningRate α, 0 or more
 */
public record XorStudy(long firstSeed, int seeds, int steps, double learningRate) {

    /** Seeds of the published experiment. */
    public static final int PUBLISHED_SEEDS = 300;

    /** Steps of the published experiment. */
    public static final int PUBLISHED_STEPS = 4_000;

    /** α of the published experiment. */
    public static final double PUBLISHED_LEARNING_RATE = 0.5;

    /**
     * How far a share of 300 seeds may be from the published one, whose seeds nobody knows: 2.8 standard deviations of
     * a share near one half.
     */
    private static final double ALLOWED = 0.08;

    /** Networks that train as one: enough that a step's work outweighs its bookkeeping, few enough to share out. */
    private static final int TOGETHER = 15;

    private static final Map<Activation, Map<Integer, Double>> PUBLISHED = Map.of(
            Activation.RELU, Map.of(2, 0.18, 3, 0.44, 4, 0.65, 8, 0.97),
            Activation.TANH, Map.of(2, 0.61, 3, 0.91, 4, 0.997, 8, 1.0),
            Activation.SIGMOID, Map.of(2, 0.78, 3, 0.97, 4, 1.0, 8, 1.0));

    /** IllegalArgumentException if a number is out of its range. */
    public XorStudy {
        if (seeds < 1 || steps < 0 || !(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("xor: expected 1 seed or more, 0 steps or more and a learning rate of 0"
                    + " or more, got " + seeds + ", " + steps + " and " + learningRate);
        }
    }

    /**
     * What became of the networks of one kind.
     *
     * @param activation of the hidden layer
     * @param hidden its units
     * @param outcomes one a seed, in the seeds' order
     */
    public record Cell(Activation activation, int hidden, List<Outcome> outcomes) {

        public Cell {
            Objects.requireNonNull(activation, "xor: expected an activation, got null");
            outcomes = List.copyOf(outcomes);
        }

        /** How many have all four points right. */
        public int solved() {
            return (int) outcomes.stream().filter(Outcome::isSolved).count();
        }

        /** How many of the others have ReLU units that no point turns on, and so never will be turned on. */
        public int dead() {
            return (int) outcomes.stream()
                    .filter(outcome -> !outcome.isSolved() && outcome.deadUnits() > 0)
                    .count();
        }

        /** How many of the rest stand still, in a local minimum or on a plateau. */
        public int atRest() {
            return (int) outcomes.stream()
                    .filter(outcome -> !outcome.isSolved() && outcome.deadUnits() == 0 && outcome.isAtRest())
                    .count();
        }

        /** How many of the rest still move, so that more steps may solve it, or have left the numbers. */
        public int underWay() {
            return outcomes.size() - solved() - dead() - atRest();
        }

        /** The share of them that solve it, 0 to 1. */
        public double share() {
            return (double) solved() / outcomes.size();
        }

        /** How far that share is, as a rule, from the one of endless seeds: √(p(1 - p)/n), the binomial's. */
        public double standardError() {
            return Math.sqrt(share() * (1 - share()) / outcomes.size());
        }
    }

    /** Trains the networks of one kind on all cores. */
    public Cell run(Activation activation, int hidden) {
        var groups = new ArrayList<long[]>();
        for (int from = 0; from < seeds; from += TOGETHER) {
            groups.add(LongStream.range(from, Math.min(seeds, from + TOGETHER))
                    .map(seed -> firstSeed + seed)
                    .toArray());
        }
        var outcomes = new ArrayList<List<Outcome>>(
                groups.stream().map(group -> List.<Outcome>of()).toList());
        Workers.run(groups.size(), part -> {
            var networks = new XorNetworks(activation, hidden, groups.get(part));
            IntStream.range(0, steps).forEach(step -> networks.step(learningRate));
            outcomes.set(part, networks.outcomes());
        });
        return new Cell(
                activation, hidden, outcomes.stream().flatMap(List::stream).toList());
    }

    /** The share that was published for networks of this kind, 0 to 1, if one was. */
    public static OptionalDouble published(Activation activation, int hidden) {
        Double share = PUBLISHED.getOrDefault(activation, Map.of()).get(hidden);
        return share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
    }

    /** Whether this is the published experiment, but for the number of seeds, so that its figures may be compared. */
    public boolean isPublished() {
        return steps == PUBLISHED_STEPS && learningRate == PUBLISHED_LEARNING_RATE;
    }

    /** How far a share may be from a published one, 0 to 1: 0.08, or more with fewer seeds, by chance's square root. */
    public double allowed() {
        return ALLOWED * Math.sqrt(Math.max(1, (double) PUBLISHED_SEEDS / seeds));
    }

    /** Whether a result is as it was published; where nothing was, or another experiment, it is. */
    public boolean isAsPublished(Cell cell) {
        OptionalDouble published = published(cell.activation(), cell.hidden());
        return !isPublished() || published.isEmpty() || Math.abs(cell.share() - published.getAsDouble()) <= allowed();
    }
}
