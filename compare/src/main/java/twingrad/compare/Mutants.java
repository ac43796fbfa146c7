package twingrad.compare;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Known bugs, each planted into a healthy witness's answer, to prove that a check would have noticed. No engine holds a
 * switch for them.
 */
public final class Mutants {

    /**
     * One bug.
     *
     * @param name as typed at the command line
     * @param description what was done wrong, and by whom
     * @param fault what it does to a witness
     */
    public record Mutant(String name, String description, UnaryOperator<Witness> fault) {}

    private static final List<Mutant> ALL = List.of(new Mutant(
            "missing-mean-in-last-bias",
            "the last bias gradient is not divided by m (a published write-up lost three days to it)",
            Mutants::missingMeanInLastBias));

    private Mutants() {}

    /** The catalogue. */
    public static List<Mutant> all() {
        return ALL;
    }

    /** The mutant of that name; IllegalArgumentException names those that there are. */
    public static Mutant named(String name) {
        return ALL.stream()
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("mutant: expected one of "
                        + ALL.stream().map(Mutant::name).collect(Collectors.joining(", ")) + ", got " + name));
    }

    private static Witness missingMeanInLastBias(Witness healthy) {
        return spoiled(healthy, (network, batch, gradient) -> {
            List<Block> blocks = network.blocks();
            Block last = blocks.get(blocks.size() - 1);
            double mean = network.reduction().divisor(network.loss().count(batch.rows(), network.outputs()));
            for (int i = last.offset(); i < last.end(); i++) {
                gradient[i] *= mean;
            }
        });
    }

    /** What a result mutant does to a finished gradient. */
    private interface Spoiler {
        void spoil(Network network, Batch batch, double[] gradient);
    }

    private static Witness spoiled(Witness healthy, Spoiler spoiler) {
        return new Witness() {
            @Override
            public String name() {
                return "mutant";
            }

            @Override
            public double unitRoundoff() {
                return healthy.unitRoundoff();
            }

            @Override
            public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
                LossAndGradient healthyAnswer = healthy.evaluate(network, parameters, batch);
                double[] gradient = healthyAnswer.gradient().clone();
                spoiler.spoil(network, batch, gradient);
                return new LossAndGradient(healthyAnswer.loss(), gradient);
            }
        };
    }
}
