package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundingBoundTest {

    private static final int NETWORKS = 200;

    /** The relative error in one block that must be seen, far below what any check over the whole gradient sees. */
    private static final double FLOAT64_FAULT = 1e-9;

    private static final double FLOAT32_FAULT = 1e-3;

    static Stream<Arguments> precisions() {
        return Stream.of(Arguments.of(Scene.FLOAT64, FLOAT64_FAULT), Arguments.of(Scene.FLOAT32, FLOAT32_FAULT));
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void of_200_random_networks_no_block_is_accused_and_a_small_fault_in_any_block_is(Witness tensor, double fault) {
        int faults = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            Scene scene = Scene.random(seed);
            var scalarAnswer = remembered(Scene.SCALAR, scene);
            var tensorAnswer = remembered(tensor, scene);

            GradientCheck check = scene.check();

            check.against(scalarAnswer, List.of(tensorAnswer)).requireAgreement();

            for (Block block : scene.network().blocks()) {
                if (norm(scalarAnswer.answer.gradient(), block) > 0) {
                    var spoiled = Spoiled.block(tensorAnswer, block, g -> g * (1 + fault));
                    assertThat(check.against(scalarAnswer, List.of(spoiled)).blocks())
                            .as("%s, seed %d, %s", scene.network(), seed, block)
                            .filteredOn(comparison -> comparison.verdict() == Verdict.DISAGREE)
                            .extracting(BlockComparison::name)
                            .containsExactly(block.name());
                    faults++;
                }
            }
        }
        assertThat(faults).isGreaterThan(1_000);
    }

    /** Sigmoids at -400 have slopes of e^-400, whose errors have squares below the smallest number. */
    @Test
    void a_gradient_that_has_all_but_vanished_is_not_accused_and_a_fault_in_it_is() {
        var network = Network.of(List.of(2, 3, 2), Activation.SIGMOID, Loss.MEAN_SQUARED_ERROR);
        double[] theta = network.draw(new Seeds(1));
        Block bias = network.blocks().get(1);
        Arrays.fill(theta, bias.offset(), bias.end(), -400.1);
        var inputs = new double[] {0.1, -0.7, 0.3, 0.9, -1.1, 0.4};
        var batch = new Batch(3, inputs, new double[] {1, 0.5, -2, 0.7, 0.2, -0.3});
        var check = GradientCheck.of(network, theta, batch);

        assertThat(check.against(Scene.SCALAR, List.of(Scene.FLOAT64, new TextbookWitness()))
                        .blocks())
                .extracting(BlockComparison::verdict)
                .containsOnly(Verdict.AGREE);

        assertThat(norm(Scene.SCALAR.evaluate(network, theta, batch).gradient(), bias))
                .isBetween(1e-180, 1e-160);
        var spoiled = Spoiled.block(Scene.FLOAT64, bias, g -> g * (1 + FLOAT64_FAULT));
        assertThat(check.against(Scene.SCALAR, List.of(spoiled)).blocks())
                .filteredOn(comparison -> comparison.verdict() == Verdict.DISAGREE)
                .extracting(BlockComparison::name)
                .containsExactly(bias.name());
    }

    @Test
    void it_leaves_room_for_other_machines_and_orders_of_summation() {
        double nearest = LongStream.range(0, NETWORKS)
                .mapToObj(Scene::random)
                .flatMap(scene -> scene.against(Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32).blocks().stream())
                .filter(block -> block.relativeDifference() > 0)
                .mapToDouble(block -> block.relativeDifference() / block.bound())
                .max()
                .orElseThrow();

        // As measured, 0.05; the bound would be no bound if rounding came near it, and no check if it stayed far away.
        assertThat(nearest).isBetween(0.02, 0.2);
    }

    /** Equal terms are rounded to the same side again and again, in the loss and in every gradient. */
    @ParameterizedTest
    @EnumSource
    void equal_samples_by_the_thousand_accuse_nobody(Loss loss) {
        int rows = 10_000;
        var network = Network.of(List.of(2, loss == Loss.SOFTMAX_CROSS_ENTROPY ? 3 : 1), Activation.TANH, loss);
        var inputs = new double[2 * rows];
        var targets = new double[rows];
        Arrays.fill(inputs, 0.7f);
        Arrays.fill(targets, 1);

        GradientCheck.of(network, new double[network.parameterCount()], new Batch(rows, inputs, targets))
                .against(Scene.SCALAR, List.of(Scene.FLOAT64, Scene.FLOAT32))
                .requireAgreement();
    }

    /** 31,000 squares, added one by one in one engine and by 16 sums in the other. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 100, 1e4})
    void a_penalty_of_many_weights_accuses_nobody(double lambda) {
        var network = Network.of(List.of(300, 100, 10), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
        Scene l2 = Scene.drawn(network.with(new Regularization(0, lambda)), 3, 1);
        Scene l1 = Scene.drawn(network.with(new Regularization(lambda, 0)), 3, 1);

        l2.against(Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32).requireAgreement();
        l1.against(Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32).requireAgreement();
    }

    /** u = 2^-11 is float16's: any number loses up to u·|x| when it is stored, a float too. */
    @Test
    void formats_coarser_than_float32_lose_on_storing() {
        var half = new RoundingBound.Arithmetic(0x1p-11);

        assertThat(half.representationError(-3)).isEqualTo(3 * 0x1p-11);
        assertThat(half.ulp(-3)).isEqualTo(0x1p-9);
        assertThat(new RoundingBound.Arithmetic(Witness.FLOAT32).representationError(0.75))
                .isZero();
        assertThat(new RoundingBound.Arithmetic(Witness.FLOAT32).representationError(0.1))
                .isPositive();
        assertThat(new RoundingBound.Arithmetic(Witness.FLOAT64).representationError(0.1))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 0.1, 1, 12, 1e300})
    void an_ulp_is_the_precision_s_own(double x) {
        assertThat(new RoundingBound.Arithmetic(Witness.FLOAT64).ulp(x)).isEqualTo(Math.ulp(x));
        if (x < Float.MAX_VALUE) {
            assertThat(new RoundingBound.Arithmetic(Witness.FLOAT32).ulp(x)).isEqualTo(Math.ulp((float) x));
        }
    }

    /** It stores θ and the inputs in 11 bits and is right otherwise. */
    @Test
    void a_witness_in_half_precision_is_allowed_its_roundings() {
        Scene scene = Scene.drawn(Network.of(List.of(1, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR), 40, 3);
        Witness half = new Spoiled(Scene.FLOAT64) {
            @Override
            public double unitRoundoff() {
                return 0x1p-11;
            }

            @Override
            public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
                double[] theta =
                        Arrays.stream(parameters).map(RoundingBoundTest::half).toArray();
                double[] inputs = Arrays.stream(batch.inputs())
                        .map(RoundingBoundTest::half)
                        .toArray();
                return super.evaluate(network, theta, new Batch(batch.rows(), inputs, batch.targets()));
            }
        };

        scene.against(Scene.SCALAR, half).requireAgreement();
    }

    private static double half(double x) {
        double unit = Math.scalb(1.0, Math.getExponent(x) - 10);
        return Math.rint(x / unit) * unit;
    }

    /** Pre-activations of some 30, slopes of 1e-20 and less: no block may hide behind its saturation. */
    @ParameterizedTest
    @EnumSource(names = {"TANH", "SIGMOID"})
    void in_a_saturated_network_a_small_fault_is_still_found(Activation activation) {
        Scene drawn = Scene.drawn(Network.of(List.of(6, 9, 8, 3), activation, Loss.SOFTMAX_CROSS_ENTROPY), 7, 4);
        double[] theta = Arrays.stream(drawn.theta()).map(x -> 16 * x).toArray();
        Scene scene = new Scene(drawn.network(), theta, drawn.batch());

        scene.against(Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32).requireAgreement();

        for (Block block : scene.network().blocks()) {
            Witness spoiled = Spoiled.block(Scene.FLOAT64, block, g -> g * (1 + FLOAT64_FAULT));
            assertThat(scene.against(Scene.SCALAR, spoiled).blocks())
                    .filteredOn(comparison -> comparison.verdict() == Verdict.DISAGREE)
                    .extracting(BlockComparison::name)
                    .containsExactly(block.name());
        }
    }

    @Test
    void it_is_proportional_to_the_unit_roundoff() {
        Scene scene = Scene.drawn(Network.of(List.of(3, 8, 2), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY), 5, 3);
        RoundingBound narrow = RoundingBound.of(scene.network(), scene.theta(), scene.batch(), Witness.FLOAT64);
        RoundingBound wide = RoundingBound.of(scene.network(), scene.theta(), scene.batch(), Witness.FLOAT32);
        double ratio = Witness.FLOAT32 / Witness.FLOAT64;

        for (int i = 0; i < narrow.errors().length; i++) {
            assertThat(wide.errors()[i] / narrow.errors()[i]).isBetween(0.999 * ratio, 1.001 * ratio);
        }
        assertThat(wide.lossError() / narrow.lossError()).isBetween(0.999 * ratio, 1.001 * ratio);
        assertThat(wide.magnitudes()).isEqualTo(narrow.magnitudes());
    }

    @Test
    void the_magnitudes_are_no_smaller_than_the_gradient() {
        for (long seed = 0; seed < 20; seed++) {
            Scene scene = Scene.random(seed);
            double[] gradient = Scene.SCALAR
                    .evaluate(scene.network(), scene.theta(), scene.batch())
                    .gradient();
            double[] magnitudes = RoundingBound.of(scene.network(), scene.theta(), scene.batch(), Witness.FLOAT64)
                    .magnitudes();
            for (int i = 0; i < gradient.length; i++) {
                assertThat(magnitudes[i] * (1 + 1e-12)).isGreaterThanOrEqualTo(Math.abs(gradient[i]));
            }
        }
    }

    /** Two samples that say the opposite: the last bias's gradient cancels to rounding, which is no disagreement. */
    @Test
    void a_gradient_that_cancels_has_a_wide_bound_and_says_so_by_its_magnitude() {
        var network = Network.of(List.of(1, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR);
        var batch = new Batch(3, new double[] {0.1, 0.2, 0.3}, new double[] {0.1, 0.1, 0.4});
        var theta = new double[] {0.7, 0.06};

        RoundingBound bound = RoundingBound.of(network, theta, batch, Witness.FLOAT64);

        double gradient = Scene.SCALAR.evaluate(network, theta, batch).gradient()[1];
        assertThat(Math.abs(gradient)).isLessThan(1e-15);
        assertThat(bound.magnitudes()[1]).isGreaterThan(0.1);
        assertThat(bound.errors()[1]).isGreaterThan(Math.abs(gradient));
        GradientCheck.of(network, theta, batch)
                .against(Scene.SCALAR, List.of(Scene.FLOAT64, Scene.FLOAT32))
                .requireAgreement();
    }

    /** Numbers from a file are not floats: float32 rounds them on entry, and the bound knows. */
    @Test
    void numbers_that_are_not_floats_are_allowed_their_rounding_in_float32() {
        Scene drawn = Scene.drawn(Network.of(List.of(4, 6, 3), Activation.SIGMOID, Loss.MEAN_SQUARED_ERROR), 9, 2);
        double[] theta = Arrays.stream(drawn.theta()).map(x -> x / 3).toArray();
        double[] inputs = Arrays.stream(drawn.batch().inputs()).map(x -> x / 3).toArray();
        double[] targets =
                Arrays.stream(drawn.batch().targets()).map(x -> x / 3).toArray();

        new Scene(drawn.network(), theta, new Batch(9, inputs, targets))
                .against(Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32)
                .requireAgreement();
    }

    /** A witness that is asked once and answers the same ever after. */
    private static final class Remembered extends Spoiled {
        private final LossAndGradient answer;
        private final String name;

        Remembered(Witness healthy, LossAndGradient answer) {
            super(healthy);
            this.answer = answer;
            name = healthy.name();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
            return answer;
        }
    }

    private static Remembered remembered(Witness witness, Scene scene) {
        return new Remembered(witness, witness.evaluate(scene.network(), scene.theta(), scene.batch()));
    }

    private static double norm(double[] theta, Block block) {
        return Norm.of(Arrays.copyOfRange(theta, block.offset(), block.end()));
    }
}
