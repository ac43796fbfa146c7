package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.LossAndGradient.Limits;

class FiniteDifferencesTest {

    private static final FiniteDifferences QUOTIENTS = new FiniteDifferences(new Seeds(1));

    private static Scene scene(Activation activation) {
        return Scene.drawn(Network.of(List.of(5, 7, 3), activation, Loss.SOFTMAX_CROSS_ENTROPY), 6, 4);
    }

    private static LossAndGradient evaluate(Witness witness, Scene scene) {
        return witness.evaluate(scene.network(), scene.theta(), scene.batch());
    }

    @Test
    void the_quotients_are_the_gradient() {
        Scene scene = scene(Activation.TANH);

        assertThat(Norm.relativeDifference(
                        evaluate(QUOTIENTS, scene).gradient(),
                        evaluate(Scene.SCALAR, scene).gradient()))
                .isLessThan(FiniteDifferences.TRUNCATION / 10);
    }

    @Test
    void the_loss_is_the_blackboard_s() {
        Scene scene = scene(Activation.TANH);

        assertThat(evaluate(QUOTIENTS, scene).loss())
                .isEqualTo(Textbook.forward(scene.network(), scene.theta(), scene.batch())
                        .loss());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, -1e-6, 1e-3, 1, -2})
    void a_wrong_gradient_is_not_agreed_with(double fault) {
        Scene scene = scene(Activation.SIGMOID);
        for (Block block : scene.network().blocks()) {
            CheckReport report =
                    scene.against(QUOTIENTS, Spoiled.block(Scene.SCALAR, block, g -> g * (1 + fault)), Scene.FLOAT64);

            assertThat(report.blocks())
                    .filteredOn(comparison -> comparison.verdict() == Verdict.DISAGREE)
                    .extracting(BlockComparison::name)
                    .containsExactly(block.name());
            assertThat(report.oddOnesOut()).containsExactly("spoiled");
        }
    }

    @Test
    void one_wrong_entry_among_many_is_not_agreed_with() {
        Scene scene = scene(Activation.TANH);

        CheckReport report = scene.against(Spoiled.entry(Scene.SCALAR, 17, g -> -g), QUOTIENTS);

        assertThat(report.blocks().get(0).verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(report.blocks().get(0).worst().index()).containsExactly(3, 2);
    }

    /** A loss of 1e6 that hardly depends on θ: its quotients are mostly rounding, which is said, not called a bug. */
    @Test
    void what_lies_within_the_rounding_noise_is_called_noise() {
        var network = Network.of(List.of(1, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR);
        var batch = new Batch(3, new double[] {1e-5, -3e-5, 2e-5}, new double[] {1000.1, -999.7, 999.9});
        var scene = new Scene(network, new double[] {0.3, 0.1}, batch);

        CheckReport report = scene.against(Scene.SCALAR, QUOTIENTS);

        assertThat(report.blocks().get(0).verdict()).isEqualTo(Verdict.NOISE);
        assertThat(report.verdict()).isEqualTo(Verdict.AGREE);
        assertThat(scene.against(Spoiled.entry(Scene.SCALAR, 0, g -> 1.1 * g), QUOTIENTS)
                        .blocks()
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.DISAGREE);
    }

    /** Of the entries into a unit, those kink whose step carries it over 0: z = 1e-5 at x = (1, 0, 0.01). */
    @ParameterizedTest
    @EnumSource(names = {"RELU", "LEAKY_RELU"})
    void an_entry_that_carries_a_unit_over_0_is_a_kink(Activation activation) {
        var network = Network.of(List.of(3, 1, 1), activation, Loss.MEAN_SQUARED_ERROR);
        var theta = new double[] {0, 5, 0, 1e-5, 2, 0.5};
        var batch = new Batch(1, new double[] {1, 0, 0.01}, new double[] {3});

        Limits limits = QUOTIENTS.evaluate(network, theta, batch).limits().orElseThrow();

        assertThat(limits.kinks().stream().toArray()).containsExactly(0, 3);
        assertThat(limits.sees(0)).isFalse();
        assertThat(limits.sees(1)).isTrue();
    }

    @Test
    void a_smooth_network_has_no_kinks() {
        var network = Network.of(List.of(3, 1, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR);
        var theta = new double[] {0, 5, 0, 0, 2, 0.5};
        var batch = new Batch(1, new double[] {1, 0, 0.01}, new double[] {3});

        assertThat(QUOTIENTS
                        .evaluate(network, theta, batch)
                        .limits()
                        .orElseThrow()
                        .kinks()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void at_the_margin_of_the_hinge_everything_that_moves_the_score_is_a_kink() {
        var network = Network.of(List.of(2, 1), Activation.TANH, Loss.HINGE);
        var theta = new double[] {0.5, 0.25, 0};
        var batch = new Batch(1, new double[] {2, 0}, new double[] {1});

        CheckReport report = GradientCheck.of(network, theta, batch).against(Scene.SCALAR, List.of(QUOTIENTS));

        assertThat(report.blocks().get(0).kinks()).isEqualTo(1);
        assertThat(report.blocks().get(0).compared()).isEqualTo(1);
        assertThat(report.blocks().get(0).verdict()).isEqualTo(Verdict.AGREE);
        assertThat(report.blocks().get(1).verdict()).isEqualTo(Verdict.KINK);
    }

    @Test
    void a_large_block_is_sampled_and_what_is_left_out_is_counted() {
        var network = Network.of(List.of(70, 30, 2), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY);
        Scene scene = Scene.drawn(network, 3, 1);

        CheckReport report = scene.against(Scene.SCALAR, QUOTIENTS);

        report.requireAgreement();
        assertThat(report.blocks().get(0).compared()).isEqualTo(FiniteDifferences.MOST_ENTRIES);
        assertThat(report.blocks().get(0).unsampled()).isEqualTo(100);
        assertThat(report.blocks().get(2).unsampled()).isZero();
    }

    @Test
    void the_sample_is_the_seed_s() {
        var network = Network.of(List.of(70, 30, 2), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY);
        Scene scene = Scene.drawn(network, 3, 1);

        LossAndGradient first = evaluate(new FiniteDifferences(new Seeds(5)), scene);
        LossAndGradient again = evaluate(new FiniteDifferences(new Seeds(5)), scene);
        LossAndGradient other = evaluate(new FiniteDifferences(new Seeds(6)), scene);

        assertThat(again.gradient()).isEqualTo(first.gradient());
        assertThat(again.limits()).isEqualTo(first.limits());
        assertThat(other.limits().orElseThrow().unsampled())
                .isNotEqualTo(first.limits().orElseThrow().unsampled());
    }

    /** Where nothing cancels, the noise is the textbooks' ulp(J)·√m/(2h), three times for Richardson, or little more. */
    @Test
    void the_noise_follows_the_loss_and_the_batch() {
        var network = Network.of(List.of(1, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR);
        var batch = new Batch(4, new double[4], new double[] {3, 3, 3, 3});

        Limits limits =
                QUOTIENTS.evaluate(network, new double[2], batch).limits().orElseThrow();

        double textbook = 3 * Math.ulp(9.0) * 2 / 2e-4;
        assertThat(limits.noise()).isBetween(textbook, 5 * textbook);
        assertThat(limits.truncation()).isEqualTo(FiniteDifferences.TRUNCATION);
    }

    /** Two products of 1e6 that cancel to an error of 1e-3: J = 1e-6 has the noise of its products. */
    @Test
    void a_loss_whose_terms_cancel_is_as_noisy_as_its_terms() {
        var network = Network.of(List.of(2, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR);
        var batch = new Batch(1, new double[] {1e6, -1e6}, new double[] {0.001});
        var scene = new Scene(network, new double[] {0.7, 0.7, 0}, batch);

        LossAndGradient answer = evaluate(QUOTIENTS, scene);

        assertThat(answer.loss()).isCloseTo(1e-6, within(1e-12));
        assertThat(answer.limits().orElseThrow().noise()).isGreaterThan(1e3 * Math.ulp(answer.loss()) / 2e-4);
    }

    /** |w| bends at 0, within the step of the first two weights. A bias is not penalized. */
    @Test
    void a_weight_that_an_l1_penalty_bends_is_a_kink() {
        var network = Network.of(List.of(4, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR)
                .with(new Regularization(0.3, 0));
        var theta = new double[] {0.5e-4, 0, -1.5e-4, 0.7, 0};
        var scene = new Scene(network, theta, new Batch(1, new double[] {1, 2, 3, 4}, new double[] {3}));

        CheckReport report = scene.against(Scene.SCALAR, QUOTIENTS);

        report.requireAgreement();
        assertThat(evaluate(QUOTIENTS, scene).limits().orElseThrow().kinks().stream()
                        .toArray())
                .containsExactly(0, 1);
        assertThat(report.blocks().get(0).kinks()).isEqualTo(2);
        assertThat(report.blocks().get(0).compared()).isEqualTo(2);
        Scene unbent = new Scene(network.with(new Regularization(0, 0.3)), theta, scene.batch());
        assertThat(evaluate(QUOTIENTS, unbent).limits().orElseThrow().kinks().isEmpty())
                .isTrue();
    }

    @Test
    void neither_theta_nor_the_batch_is_modified() {
        Scene scene = scene(Activation.TANH);
        double[] theta = scene.theta().clone();
        double[] inputs = scene.batch().inputs().clone();

        evaluate(QUOTIENTS, scene);

        assertThat(scene.theta()).isEqualTo(theta);
        assertThat(scene.batch().inputs()).isEqualTo(inputs);
    }
}
