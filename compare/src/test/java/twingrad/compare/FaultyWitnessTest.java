package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Witnesses that answer wrongly, or touch what is not theirs. */
class FaultyWitnessTest {

    private static final Witness QUOTIENTS = new FiniteDifferences(new Seeds(1));

    @Test
    void a_penalty_that_one_witness_forgets_is_seen_in_the_weights_and_in_the_loss() {
        Scene scene = Scene.minimizing(Loss.HINGE, Reduction.MEAN, new Regularization(0, 0.3));
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
        Scene scene = Scene.deep(Activation.TANH);
        Witness shifted = Spoiled.loss(Scene.FLOAT64, loss -> loss + 1e-10);

        CheckReport report = scene.against(Scene.SCALAR, shifted);

        assertThat(report.blocks()).allMatch(block -> block.verdict() == Verdict.AGREE);
        assertThat(report.verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(report.oddOnesOut()).containsExactly("spoiled");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_not_finite_disagrees_with_everything_itself_included(double number) {
        Scene scene = Scene.deep(Activation.TANH);
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
                Scene.deep(Activation.TANH).against(Scene.SCALAR, Spoiled.loss(Scene.FLOAT64, loss -> Double.NaN));

        assertThat(report.verdict()).isEqualTo(Verdict.DISAGREE);
    }

    @Test
    void a_small_block_is_judged_by_itself_however_small_beside_the_whole_gradient() {
        Scene scene = Scene.deep(Activation.TANH);
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
        Scene scene = Scene.deep(Activation.TANH);
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
        Scene scene = Scene.deep(Activation.TANH);
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
        Scene scene = Scene.deep(Activation.TANH);
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
        Scene scene = Scene.deep(Activation.TANH);
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
        Scene scene = Scene.deep(Activation.TANH);
        Block weight = scene.network().blocks().get(0);
        Witness one = Spoiled.block(Scene.SCALAR, weight, x -> g);
        Witness same = Spoiled.block(Scene.FLOAT64, weight, x -> g);
        Witness opposite = Spoiled.block(Scene.FLOAT64, weight, x -> -g);

        assertThat(scene.against(one, same).blocks().get(0).verdict()).isEqualTo(Verdict.AGREE);
        assertThat(scene.against(one, opposite).blocks().get(0).relativeDifference())
                .isEqualTo(1);
        assertThat(scene.against(one, opposite).blocks().get(0).verdict()).isNotEqualTo(Verdict.AGREE);
    }
}
