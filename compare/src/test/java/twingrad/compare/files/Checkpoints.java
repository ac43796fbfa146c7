package twingrad.compare.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import twingrad.compare.Activation;
import twingrad.compare.Initialization;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Reduction;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Fingerprint;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.LearnedState;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.LearningSchedule;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Position;
import twingrad.compare.training.Provenance;
import twingrad.compare.training.Routine;
import twingrad.compare.training.UpdateRule;
import twingrad.datasets.ImageSize;
import twingrad.datasets.Standardization;

/** Checkpoints to write and read. */
final class Checkpoints {

    static final Network NETWORK = new Network(
            List.of(2, 3, 4, 2),
            List.of(Activation.LEAKY_RELU, Activation.SIGMOID, Activation.IDENTITY),
            Loss.SOFTMAX_CROSS_ENTROPY,
            Reduction.SUM,
            new Regularization(0.1, 1e-300),
            Initialization.GLOROT_UNIFORM);

    private Checkpoints() {}

    /** One in which nothing is left out, its numbers drawn. */
    static Checkpoint full(LearnerKind engine) {
        var random = new Random(11);
        Architecture model = Architecture.of(NETWORK);
        var slots = new LinkedHashMap<String, double[]>();
        slots.put("m", numbers(random, engine));
        slots.put("v", numbers(random, engine));
        var routine = new Routine(
                new UpdateRule(OptimizerKind.ADAMW, 0.7, 0.03),
                1 / 3.0,
                new LearningSchedule(LearningSchedule.Kind.INVERSE, List.of(0.1 + 0.2)),
                0.25,
                OptionalDouble.of(5e-324),
                12,
                3,
                OptionalInt.of(4),
                new Seeds(Long.MIN_VALUE));
        return new Checkpoint(
                model,
                engine,
                routine,
                new LearnedState(numbers(random, engine), Long.MAX_VALUE, slots),
                new Position(2, 5, 1L << 40, Math.PI, 3, 0.1),
                Optional.of(new Checkpoint.Best(1, Double.MIN_NORMAL, numbers(random, engine))),
                List.of(
                        report(1, OptionalDouble.of(0.3), OptionalDouble.of(2 / 3.0), List.of(0.1, 1e300, 0.0)),
                        report(2, OptionalDouble.of(Double.NaN), OptionalDouble.of(0), List.of())),
                new Provenance(
                        Optional.of(DataChoice.of("moons", 7).withSamples(20).withStandardize(true)),
                        Optional.of(new Standardization(new double[] {0.1, -2e-308}, new double[] {0, 1 / 3.0})),
                        List.of("ja, \"sicher\"", "n\u00f6"),
                        IntStream.rangeClosed(0, model.inputs())
                                .mapToObj(column -> "\"\u00e4\", " + column)
                                .toList(),
                        Optional.of(new ImageSize(1, 2)),
                        new Fingerprint(20, "0badf00d")));
    }

    /** One before the first step, in which everything that can be left out is. */
    static Checkpoint sparse(Architecture model, LearnerKind engine) {
        var seeds = new Seeds(1);
        return new Checkpoint(
                model,
                engine,
                new Routine(OptimizerKind.SGD, 0, 0, 1, seeds),
                LearnedState.fresh(model.draw(seeds)),
                Position.START,
                Optional.empty(),
                List.of(),
                new Provenance(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        new Fingerprint(1, "")));
    }

    /** The same file with other words, and the checksum that fits them; a null takes a word away. */
    static SafeTensors with(SafeTensors tensors, String word, String text) {
        var words = new LinkedHashMap<>(tensors.metadata());
        words.put(word, text);
        if (text == null) {
            words.remove(word);
        }
        return summed(new SafeTensors(tensors.arrays(), words));
    }

    /** The same file with the checksum that fits it. */
    static SafeTensors summed(SafeTensors tensors) {
        Map<String, String> words = new LinkedHashMap<>(tensors.metadata());
        words.put("checksum", CheckpointFile.checksum(tensors.arrays(), words));
        return new SafeTensors(tensors.arrays(), words);
    }

    private static EpochReport report(int epoch, OptionalDouble loss, OptionalDouble accuracy, List<Double> norms) {
        return new EpochReport(
                epoch, epoch * 7L, 0.1 / epoch, Double.POSITIVE_INFINITY, 0.5, loss, accuracy, 1, 1e-3, norms);
    }

    private static double[] numbers(Random random, LearnerKind engine) {
        double[] numbers = random.doubles(NETWORK.parameterCount(), -1, 1)
                .map(x -> engine == LearnerKind.TENSOR_F32 ? (float) x : x)
                .toArray();
        numbers[0] = -0.0;
        return numbers;
    }
}
