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
                        Arguments.of("5-7-4-3 " + activation, Scene.deep(activation))));
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
        CheckReport report = Scene.minimizing(loss, reduction, penalty)
                .against(Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32, QUOTIENTS);

        report.requireAgreement();
        assertThat(report.oddOnesOut()).isEmpty();
        assertThat(report.losses())
                .extracting(CheckReport.LossComparison::witness)
                .containsExactly("scalar", "tensor-f64", "tensor-f32", "finite-differences");
        assertThat(report.blocks()).hasSize(3 * 4);
    }

    @Test
    void a_reference_alone_cannot_be_checked() {
        assertThatThrownBy(() -> Scene.deep(Activation.TANH).against(Scene.SCALAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("check: expected at least 1 witness to compare with, got 0");
    }

    @Test
    void theta_and_batch_must_fit_the_network() {
        Scene scene = Scene.deep(Activation.TANH);

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
