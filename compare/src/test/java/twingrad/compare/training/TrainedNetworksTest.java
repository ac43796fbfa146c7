package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.CheckReport;
import twingrad.compare.FiniteDifferences;
import twingrad.compare.GradientCheck;
import twingrad.compare.LossAndGradient;
import twingrad.compare.Network;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Seeds;
import twingrad.compare.TensorWitness;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;
import twingrad.compare.data.DataSource;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** Checks where training ends, not where it begins: the loss a cancelled sum, gradients all but 0, units saturated. */
class TrainedNetworksTest {

    private static final Seeds SEEDS = new Seeds(1);

    /** A gradient of zeros with the right loss, said to be computed in one precision. */
    private record Zeros(double unitRoundoff) implements Witness {
        @Override
        public String name() {
            return "zeros";
        }

        @Override
        public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
            double loss =
                    new ScalarWitness().evaluate(network, parameters, batch).loss();
            return new LossAndGradient(loss, new double[parameters.length]);
        }
    }

    static Stream<Arguments> recipes() {
        return Stream.of(DataSource.XOR, DataSource.CIRCLES, DataSource.MOONS, DataSource.SPIRAL, DataSource.BLOBS)
                .flatMap(
                        source -> Stream.of(Activation.RELU, Activation.LEAKY_RELU, Activation.TANH, Activation.SIGMOID)
                                .map(activation -> Arguments.of(source, activation)));
    }

    private static CheckReport check(DataSource source, Activation activation, int epochs, Witness... further) {
        Recipe recipe = Recipe.of(source);
        Dataset train = source.train(SEEDS, OptionalInt.empty());
        Network network = Network.classifier(train, recipe.hidden(), activation);
        var plan = new Plan(
                network,
                recipe.optimizer(),
                Recipe.learningRate(recipe.optimizer(), source),
                epochs,
                Recipe.batchSize(train),
                SEEDS);
        Training.Result trained =
                Training.run(new TensorLearner(plan, Precision.FLOAT32, train), epochs, train, train, report -> {});
        Stream<Witness> witnesses = Stream.of(
                new TensorWitness(Precision.FLOAT64),
                new TensorWitness(Precision.FLOAT32),
                new FiniteDifferences(SEEDS));
        return GradientCheck.of(network, trained.theta(), Batch.of(train, network))
                .against(
                        new ScalarWitness(),
                        Stream.concat(witnesses, Stream.of(further)).toList());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("recipes")
    void of_right_witnesses_and_zeros_only_zeros_disagree(DataSource source, Activation activation) {
        CheckReport report = check(source, activation, Recipe.of(source).epochs(), new Zeros(Witness.FLOAT64));

        assertThat(report.oddOnesOut()).containsExactly("zeros");
        assertThat(report.unproven()).isEmpty();
        assertThat(report.blocks())
                .filteredOn(block -> block.witnesses().contains("zeros"))
                .noneMatch(block -> block.verdict() == Verdict.AGREE);
    }

    /** XOR, ten times as long: J = 2e-6, and of 1 - p float32 keeps hardly a digit, so zeros cannot be told from it. */
    @ParameterizedTest
    @EnumSource(names = {"LEAKY_RELU", "TANH"})
    void where_float32_cannot_tell_right_from_wrong_it_says_so(Activation activation) {
        CheckReport report = check(DataSource.XOR, activation, 5_000, new Zeros(Witness.FLOAT32));

        report.requireAgreement();
        assertThat(report.losses().get(0).loss()).isLessThan(2e-5);
        assertThat(report.unproven()).contains("zeros");
        assertThat(report.toString()).contains("zeros: nothing is shown, rounding or kinks hide every block");
        assertThat(report.blocks())
                .filteredOn(block -> block.witnesses().contains("finite-differences")
                        || block.witnesses().contains("tensor-f64"))
                .noneMatch(block -> block.verdict() == Verdict.DISAGREE)
                .anyMatch(block -> block.verdict() == Verdict.AGREE);
    }
}
