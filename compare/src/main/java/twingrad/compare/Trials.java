package twingrad.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import twingrad.compare.Seeds.Purpose;
import twingrad.tensor.Precision;

/**
 * Each mutant tried: a check of it beside the healthy witnesses, on a small network on which its bug shows. Two layers
 * of the same width have a square weight between them; m = 7 is no layer's width.
 */
public final class Trials {

    static final Network TANH = network(Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY);
    static final Network RELU = network(Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    static final Network LEAKY_RELU = network(Activation.LEAKY_RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    static final Network SIGMOID = network(Activation.SIGMOID, Loss.BINARY_CROSS_ENTROPY);
    static final Network SQUARED = network(Activation.TANH, Loss.MEAN_SQUARED_ERROR);
    static final Network PENALIZED = TANH.with(new Regularization(0, 0.3));

    /** In place of a block, for a wrong forward pass. */
    static final String LOSS = "loss";

    private static final int SAMPLES = 7;

    private static final Seeds SEEDS = new Seeds(1);

    /**
     * What came of one mutant.
     *
     * @param mutant its name
     * @param kind how it was planted
     * @param by the healthy witnesses (or other means) that contradict it; of none, it was missed
     * @param blocks the blocks that are wrong
     * @param block the one nearest to the loss, or {@code loss} if the forward pass is wrong
     * @param diagnosis what is said of it
     * @param expected how that was expected to begin
     */
    public record Trial(
            String mutant,
            Mutant.Kind kind,
            List<String> by,
            List<String> blocks,
            String block,
            String diagnosis,
            String expected) {

        public Trial {
            by = List.copyOf(by);
            blocks = List.copyOf(blocks);
        }

        /** Whether anything noticed. */
        public boolean isCaught() {
            return !by.isEmpty();
        }

        /** Whether what is said of it is what was expected. */
        public boolean isAsExpected() {
            return diagnosis.startsWith(expected);
        }
    }

    private Trials() {}

    private static Network network(Activation activation, Loss loss) {
        return Network.of(List.of(3, 4, 4, 3), activation, loss);
    }

    /** The clean control: the healthy witnesses and the textbook, on every network of the mutants. */
    public static List<CheckReport> control() {
        return Mutants.all().stream()
                .map(Mutant::network)
                .distinct()
                .map(network -> check(network)
                        .against(
                                new ScalarWitness(),
                                join(new TextbookWitness(), healthy().subList(1, 4))))
                .toList();
    }

    /** One mutant, planted into the tensor engine in float64 or a textbook. */
    public static Trial of(Mutant mutant) {
        Witness sick = mutant.of(new TensorWitness(Precision.FLOAT64));
        GradientCheck check = check(mutant.network());
        CheckReport accused =
                check.against(new ScalarWitness(), join(sick, healthy().subList(1, 4)));
        List<BlockComparison> wrong = accused.blocks().stream()
                .filter(block -> block.verdict() == Verdict.DISAGREE
                        && block.witnesses().get(1).equals(sick.name()))
                .toList();
        Optional<String> forward = accused.losses().get(1).diagnosis();
        Optional<BlockComparison> nearest = wrong.stream()
                .filter(block -> block.name().equals(mutant.block()))
                .findFirst();
        return new Trial(
                mutant.name(),
                mutant.kind(),
                contradicting(check.against(sick, healthy())),
                wrong.stream().map(BlockComparison::name).toList(),
                forward.isPresent() ? LOSS : mutant.block(),
                forward.or(() -> nearest.flatMap(BlockComparison::diagnosis)).orElse(Diagnosis.NONE),
                mutant.diagnosis());
    }

    private static List<String> contradicting(CheckReport report) {
        return Stream.concat(
                        report.losses().stream()
                                .filter(loss -> loss.verdict() == Verdict.DISAGREE)
                                .map(CheckReport.LossComparison::witness),
                        report.blocks().stream()
                                .filter(block -> block.verdict() == Verdict.DISAGREE)
                                .map(block -> block.witnesses().get(1)))
                .distinct()
                .toList();
    }

    private static List<Witness> healthy() {
        return List.of(
                new ScalarWitness(),
                new TensorWitness(Precision.FLOAT64),
                new TensorWitness(Precision.FLOAT32),
                new FiniteDifferences(SEEDS));
    }

    private static List<Witness> join(Witness first, List<Witness> others) {
        var all = new ArrayList<Witness>();
        all.add(first);
        all.addAll(others);
        return all;
    }

    /** A check on random samples at a random θ. */
    static GradientCheck check(Network network) {
        return GradientCheck.of(network, parameters(network), batch(network));
    }

    /** θ, biases included, at random. */
    static double[] parameters(Network network) {
        double[] parameters = network.draw(SEEDS);
        var random = SEEDS.generator(Purpose.PARAMETERS, 0, network.layers());
        for (Block block : network.blocks()) {
            for (int i = block.offset(); !block.isWeight() && i < block.end(); i++) {
                parameters[i] = (float) (0.3 * random.nextGaussian());
            }
        }
        return parameters;
    }

    /** Samples at random, each class in turn. */
    static Batch batch(Network network) {
        var random = SEEDS.generator(Purpose.DATA);
        var inputs = new double[SAMPLES * network.inputs()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        var labels = new int[SAMPLES];
        for (int row = 0; row < SAMPLES; row++) {
            labels[row] = row % network.outputs();
        }
        return new Batch(SAMPLES, inputs, network.loss().targets(labels, network.outputs()));
    }
}
