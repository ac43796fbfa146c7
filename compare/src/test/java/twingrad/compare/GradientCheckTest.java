package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;

class GradientCheckTest {

    /** What is asked of float64 wherever the gradient's sums do not cancel. */
    private static final double FLOAT64_AGREEMENT = 1e-12;

    /** A block whose norm is less than this share of its sums' absolute values is one that cancels. */
    private static final double CANCELLATION = 1e-3;

    private static final Witness QUOTIENTS = new FiniteDifferences(new Seeds(1));

    static Stream<Arguments> acceptance() {
        return Stream.of(Activation.RELU, Activation.TANH, Activation.SIGMOID)
                .flatMap(activation -> Stream.of(
                        Arguments.of("spiral " + activation, classifier(spiral(1), activation)),
                        Arguments.of("circles " + activation, classifier(circles(), activation)),
                        Arguments.of("5-7-4-3 " + activation, deep(activation))));
    }

    private static Scene classifier(Dataset data, Activation activation) {
        return Scene.of(Network.classifier(data, List.of(8), activation), data, 1);
    }

    private static Dataset spiral(long seed) {
        return ToyDatasets.spiral(100, 3, ToyDatasets.SPIRAL_NOISE, new Random(seed));
    }

    private static Dataset circles() {
        return ToyDatasets.circles(300, ToyDatasets.CIRCLES_NOISE, new Random(1));
    }

    private static Scene deep(Activation activation) {
        return Scene.drawn(Network.of(List.of(5, 7, 4, 3), activation, Loss.SOFTMAX_CROSS_ENTROPY), 6, 1);
    }

    static Stream<Arguments> objectives() {
        var penalties = List.of(
                Regularization.NONE,
                new Regularization(0.3, 0),
                new Regularization(0, 0.3),
                new Regularization(0.1, 0.2));
        return Stream.of(Loss.values())
                .flatMap(loss -> Stream.of(Reduction.values())
                        .flatMap(reduction ->
                                penalties.stream().map(penalty -> Arguments.of(loss, reduction, penalty))));
    }

    /** A 4-6-3 network over 7 samples that minimizes something in particular. */
    static Scene scene(Loss loss, Reduction reduction, Regularization penalty) {
        var network = new Network(
                List.of(4, 6, 3),
                List.of(Activation.TANH, Activation.IDENTITY),
                loss,
                reduction,
                penalty,
                Initialization.GLOROT_UNIFORM);
        return Scene.drawn(network, 7, 5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acceptance")
    void scalar_and_tensor_agree_in_float64_block_by_block(String name, Scene scene) {
        CheckReport report = scene.against(Scene.SCALAR, Scene.FLOAT64);

        report.requireAgreement();
        double[] gradient = Scene.SCALAR
                .evaluate(scene.network(), scene.theta(), scene.batch())
                .gradient();
        double[] magnitudes = RoundingBound.of(scene.network(), scene.theta(), scene.batch(), Witness.FLOAT64)
                .magnitudes();
        for (int i = 0; i < report.blocks().size(); i++) {
            Block block = scene.network().blocks().get(i);
            BlockComparison comparison = report.blocks().get(i);
            assertThat(comparison.name()).isEqualTo(block.name());
            assertThat(comparison.compared()).isEqualTo(block.size());
            assertThat(comparison.relativeDifference()).isLessThanOrEqualTo(comparison.bound());
            if (norm(gradient, block) >= CANCELLATION * norm(magnitudes, block)) {
                assertThat(comparison.relativeDifference()).isLessThanOrEqualTo(FLOAT64_AGREEMENT);
            }
        }
    }

    /** The points of circles lie evenly around (0,0), and tanh is odd. */
    @Test
    void only_one_of_these_blocks_cancels_so_that_the_acceptance_is_of_all_others() {
        Stream<String> cancelling = acceptance().flatMap(row -> {
            Scene scene = (Scene) row.get()[1];
            double[] gradient = Scene.SCALAR
                    .evaluate(scene.network(), scene.theta(), scene.batch())
                    .gradient();
            double[] magnitudes = RoundingBound.of(scene.network(), scene.theta(), scene.batch(), Witness.FLOAT64)
                    .magnitudes();
            return scene.network().blocks().stream()
                    .filter(block -> norm(gradient, block) < CANCELLATION * norm(magnitudes, block))
                    .map(block -> row.get()[0] + ", " + block.name());
        });

        assertThat(cancelling).containsExactly("circles tanh, layers.1.bias");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acceptance")
    void float32_agrees_within_its_own_bound(String name, Scene scene) {
        CheckReport report = scene.against(Scene.SCALAR, Scene.FLOAT32);

        report.requireAgreement();
        assertThat(report.blocks()).allMatch(block -> block.relativeDifference() <= block.bound());
        assertThat(report.blocks()).anyMatch(block -> block.relativeDifference() > FLOAT64_AGREEMENT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acceptance")
    void difference_quotients_agree_where_they_can_see(String name, Scene scene) {
        CheckReport report = scene.against(Scene.SCALAR, QUOTIENTS);

        report.requireAgreement();
        boolean smooth = !scene.network().activations().get(0).hasKink();
        for (BlockComparison block : report.blocks()) {
            assertThat(block.unsampled()).isZero();
            if (smooth) {
                assertThat(block.verdict()).isIn(Verdict.AGREE, Verdict.NOISE, Verdict.UNPROVEN);
                assertThat(block.kinks()).isZero();
            }
        }
    }

    /** With zero biases every unit sits exactly at its kink for (0,0), where each arm of the spiral begins. */
    @Test
    void entries_at_a_kink_are_counted_and_left_out() {
        Scene scene = classifier(spiral(1), Activation.RELU);

        CheckReport report = scene.against(Scene.SCALAR, QUOTIENTS);

        BlockComparison bias = report.blocks().get(1);
        assertThat(bias.name()).isEqualTo("layers.0.bias");
        assertThat(bias.verdict()).isEqualTo(Verdict.KINK);
        assertThat(bias.kinks()).isEqualTo(8);
        assertThat(bias.compared()).isZero();
        assertThat(report.blocks().get(2).kinks()).isZero();
        assertThat(report.verdict()).isEqualTo(Verdict.AGREE);
    }

    @ParameterizedTest
    @EnumSource(names = "IDENTITY", mode = EnumSource.Mode.EXCLUDE)
    void a_clean_check_on_the_spiral_agrees_for_every_seed(Activation activation) {
        for (long seed = 1; seed <= 50; seed++) {
            Dataset data = spiral(seed);
            Network network = Network.classifier(data, List.of(3), activation);

            Scene.of(network, data, seed)
                    .against(Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32, QUOTIENTS)
                    .requireAgreement();
        }
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void every_objective_agrees_in_every_witness(Loss loss, Reduction reduction, Regularization penalty) {
        CheckReport report =
                scene(loss, reduction, penalty).against(Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32, QUOTIENTS);

        report.requireAgreement();
        assertThat(report.oddOnesOut()).isEmpty();
        assertThat(report.losses())
                .extracting(CheckReport.LossComparison::witness)
                .containsExactly("scalar", "tensor-f64", "tensor-f32", "finite-differences");
        assertThat(report.blocks()).hasSize(3 * 4);
    }

    @Test
    void a_penalty_that_one_witness_forgets_is_seen_in_the_weights_and_in_the_loss() {
        Scene scene = scene(Loss.HINGE, Reduction.MEAN, new Regularization(0, 0.3));
        Witness forgetful = new Spoiled(Scene.FLOAT64) {
            @Override
            public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
                return super.evaluate(network.with(Regularization.NONE), parameters, batch);
            }
        };

        CheckReport report = scene.against(Scene.SCALAR, forgetful);

        assertThat(report.blocks())
                .filteredOn(block -> block.verdict() == Verdict.DISAGREE)
                .extracting(BlockComparison::name)
                .containsExactly("layers.0.weight", "layers.1.weight");
        assertThat(report.losses().get(1).verdict()).isEqualTo(Verdict.DISAGREE);
    }

    /** A wrong loss with a right gradient: an added constant. */
    @Test
    void a_wrong_loss_is_a_disagreement_of_its_own() {
        Scene scene = deep(Activation.TANH);
        Witness shifted = Spoiled.loss(Scene.FLOAT64, loss -> loss + 1e-10);

        CheckReport report = scene.against(Scene.SCALAR, shifted);

        assertThat(report.blocks()).allMatch(block -> block.verdict() == Verdict.AGREE);
        assertThat(report.verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(report.oddOnesOut()).containsExactly("spoiled");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_not_finite_disagrees_with_everything_itself_included(double number) {
        Scene scene = deep(Activation.TANH);
        Witness broken = Spoiled.entry(Scene.FLOAT64, 9, g -> number);

        BlockComparison block = scene.against(Scene.SCALAR, broken).blocks().get(0);

        assertThat(block.verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(block.worst().index()).containsExactly(1, 4);
        assertThat(block.worst().b()).isEqualTo(Double.valueOf(number));
        assertThat(scene.against(broken, broken).blocks().get(0).verdict()).isEqualTo(Verdict.DISAGREE);
    }

    @Test
    void a_loss_that_is_not_a_number_disagrees() {
        CheckReport report =
                deep(Activation.TANH).against(Scene.SCALAR, Spoiled.loss(Scene.FLOAT64, loss -> Double.NaN));

        assertThat(report.verdict()).isEqualTo(Verdict.DISAGREE);
    }

    @Test
    void a_small_block_is_judged_by_itself_however_small_beside_the_whole_gradient() {
        Scene scene = deep(Activation.TANH);
        Block bias = scene.network().blocks().get(1);
        Witness slightly = Spoiled.block(Scene.FLOAT64, bias, g -> g * (1 + 1e-9));

        CheckReport report = scene.against(Scene.SCALAR, slightly);

        assertThat(report.blocks())
                .filteredOn(block -> block.verdict() == Verdict.DISAGREE)
                .extracting(BlockComparison::name)
                .containsExactly("layers.0.bias");
        double[] right = Scene.SCALAR
                .evaluate(scene.network(), scene.theta(), scene.batch())
                .gradient();
        double[] wrong =
                slightly.evaluate(scene.network(), scene.theta(), scene.batch()).gradient();
        // The published measure, over the whole gradient, is content.
        assertThat(Norm.relativeDifference(right, wrong)).isLessThan(1e-5);
    }

    @Test
    void a_witness_must_give_a_gradient_of_theta_s_length() {
        Scene scene = deep(Activation.TANH);
        Witness shortened = new Spoiled(Scene.FLOAT64) {
            @Override
            public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
                return new LossAndGradient(1, new double[7]);
            }
        };

        assertThatThrownBy(() -> scene.against(Scene.SCALAR, shortened))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spoiled: expected a gradient of 89 numbers, got 7");
    }

    @Test
    void a_witness_that_writes_into_theta_does_not_disturb_the_others() {
        Scene scene = deep(Activation.TANH);
        Witness careless = new Spoiled(Scene.FLOAT64) {
            @Override
            public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
                LossAndGradient answer = super.evaluate(network, parameters, batch);
                Arrays.fill(parameters, 0);
                return answer;
            }
        };

        scene.against(Scene.SCALAR, careless, Scene.FLOAT32).requireAgreement();
    }

    @Test
    void a_witness_that_writes_into_the_batch_does_not_disturb_the_others() {
        Scene scene = deep(Activation.TANH);
        double[] inputs = scene.batch().inputs().clone();
        Witness careless = new Spoiled(Scene.FLOAT64) {
            @Override
            public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
                LossAndGradient answer = super.evaluate(network, parameters, batch);
                Arrays.fill(batch.inputs(), 0);
                Arrays.fill(batch.targets(), 0);
                return answer;
            }
        };

        scene.against(careless, Scene.SCALAR, Scene.FLOAT32).requireAgreement();
        assertThat(scene.batch().inputs()).isEqualTo(inputs);
    }

    /** A buffer that both answers share: the second overwrites the first, and all would agree. */
    @Test
    void a_witness_that_reuses_its_array_does_not_agree_with_its_own_fault() {
        Scene scene = deep(Activation.TANH);
        var buffer = new double[scene.theta().length];
        Witness reusing = reusing(Scene.FLOAT64, buffer);
        Witness wrong = reusing(Spoiled.entry(Scene.FLOAT64, 9, g -> -g), buffer);

        assertThat(scene.against(reusing, wrong).verdict()).isEqualTo(Verdict.DISAGREE);
    }

    private static Witness reusing(Witness healthy, double[] buffer) {
        return new Spoiled(healthy) {
            @Override
            public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
                LossAndGradient answer = super.evaluate(network, parameters, batch);
                System.arraycopy(answer.gradient(), 0, buffer, 0, buffer.length);
                return new LossAndGradient(answer.loss(), buffer);
            }
        };
    }

    @Test
    void a_reference_alone_cannot_be_checked() {
        assertThatThrownBy(() -> deep(Activation.TANH).against(Scene.SCALAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("check: expected at least 1 witness to compare with, got 0");
    }

    /** Probabilities of 1 - 6e-6: in float32 their gradient p - 1 is mostly rounding, in float64 it is not. */
    @Test
    void a_gradient_of_zeros_is_never_agreed_with_on_a_saturated_network() {
        var network = Network.of(List.of(1, 2), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY);
        var batch = new Batch(2, new double[] {1, -1}, new double[] {0, 1});
        var scene = new Scene(network, new double[] {7.5, -7.5, 0, 0}, batch);
        Block all = new Block("all", 0, List.of(4));

        CheckReport single = scene.against(Scene.SCALAR, Spoiled.block(Scene.FLOAT32, all, g -> 0));
        CheckReport twice = scene.against(Scene.SCALAR, Spoiled.block(Scene.FLOAT64, all, g -> 0));

        assertThat(single.blocks().get(0).verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(single.blocks().get(0).bound()).isGreaterThan(Verdict.WIDEST_PROOF);
        assertThat(single.unproven()).containsExactly("spoiled");
        assertThat(twice.blocks().get(0).verdict()).isEqualTo(Verdict.DISAGREE);
        scene.against(Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32, QUOTIENTS).requireAgreement();
    }

    /** Gradients whose squares are 0, or infinite. */
    @ParameterizedTest
    @ValueSource(doubles = {2e-190, 2e300})
    void gradients_of_any_size_are_judged(double g) {
        Scene scene = deep(Activation.TANH);
        Block weight = scene.network().blocks().get(0);
        Witness one = Spoiled.block(Scene.SCALAR, weight, x -> g);
        Witness same = Spoiled.block(Scene.FLOAT64, weight, x -> g);
        Witness opposite = Spoiled.block(Scene.FLOAT64, weight, x -> -g);

        assertThat(scene.against(one, same).blocks().get(0).verdict()).isEqualTo(Verdict.AGREE);
        assertThat(scene.against(one, opposite).blocks().get(0).relativeDifference())
                .isEqualTo(1);
        assertThat(scene.against(one, opposite).blocks().get(0).verdict()).isNotEqualTo(Verdict.AGREE);
    }

    @Test
    void theta_and_batch_must_fit_the_network() {
        Scene scene = deep(Activation.TANH);

        assertThatThrownBy(() -> GradientCheck.of(scene.network(), new double[88], scene.batch()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network 5-7-4-3 tanh, softmax-cross-entropy: expected 89 parameters, got 88");
        assertThatThrownBy(() ->
                        GradientCheck.of(scene.network(), scene.theta(), new Batch(1, new double[5], new double[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network 5-7-4-3 tanh, softmax-cross-entropy: expected a batch of 5 inputs and 1 target"
                        + " columns, got 5 and 3");
    }

    private static double norm(double[] theta, Block block) {
        return Norm.of(Arrays.copyOfRange(theta, block.offset(), block.end()));
    }
}
