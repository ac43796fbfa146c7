package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextbookWitnessTest {

    private static final Witness TEXTBOOK = new TextbookWitness();

    @ParameterizedTest
    @MethodSource("twingrad.compare.GradientCheckTest#objectives")
    void it_agrees_with_both_engines_on_every_objective(Loss loss, Reduction reduction, Regularization penalty) {
        Scene.minimizing(loss, reduction, penalty)
                .against(TEXTBOOK, Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32)
                .requireAgreement();
    }

    @Test
    void it_agrees_with_the_scalar_engine_on_random_networks() {
        for (long seed = 1; seed <= 200; seed++) {
            Scene.random(seed).against(Scene.SCALAR, TEXTBOOK).requireAgreement();
        }
    }

    /** z = 1·3 + 2·1 - 4 = 1, a = tanh z, J = (a - 0)²: dJ/dz = 2a(1 - a²), by hand. */
    @Test
    void a_network_of_one_unit_is_that_of_the_blackboard() {
        var network = new Network(
                List.of(2, 1),
                List.of(Activation.TANH),
                Loss.MEAN_SQUARED_ERROR,
                Reduction.MEAN,
                Regularization.NONE,
                Initialization.LECUN_NORMAL);
        double a = StrictMath.tanh(1);
        double dz = 2 * a * (1 - a * a);

        LossAndGradient answer =
                TEXTBOOK.evaluate(network, new double[] {3, 2, -4}, new Batch(1, new double[] {1, 1}, new double[1]));

        assertThat(answer.loss()).isEqualTo(a * a);
        assertThat(answer.gradient()).containsExactly(new double[] {dz, dz, dz}, within(1e-15));
    }

    /** Logits (1000, 0, -1000) with label 1. */
    @Test
    void every_witness_gives_a_loss_of_exactly_1000_and_a_finite_gradient() {
        var network = Network.of(List.of(1, 3), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
        var batch = new Batch(1, new double[] {1}, new double[] {1});
        var theta = new double[] {1000, 0, -1000, 0, 0, 0};
        var quotients = new FiniteDifferences(new Seeds(1));

        for (Witness witness : List.of(Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32, TEXTBOOK, quotients)) {
            LossAndGradient answer = witness.evaluate(network, theta, batch);

            assertThat(answer.loss()).as(witness.name()).isEqualTo(1000);
            assertThat(Arrays.stream(answer.gradient())).as(witness.name()).allMatch(Double::isFinite);
            assertThat(answer.gradient()[1]).as(witness.name()).isCloseTo(-1, within(1e-6));
        }
    }

    /** All the textbook's rules, each replaced by one that gives nothing but its shape. */
    @Test
    void every_rule_is_used() {
        Scene scene = Scene.minimizing(Loss.SOFTMAX_CROSS_ENTROPY, Reduction.MEAN, new Regularization(0.1, 0.2));
        double[] right =
                TEXTBOOK.evaluate(scene.network(), scene.theta(), scene.batch()).gradient();

        for (RuleMistake mistake : List.of(
                RuleMistakes.CHAIN_FACTOR_LOST,
                RuleMistakes.DIAGONAL_ONLY,
                RuleMistakes.LAST_SAMPLE_ONLY,
                RuleMistakes.PENALTY_FORGOTTEN,
                RuleMistakes.BIAS_OVER_ALL,
                new RuleMistake("input", BrokenRules.withoutRescaling(0.5)))) {
            double[] wrong = new TextbookWitness("wrong", mistake.rules())
                    .evaluate(scene.network(), scene.theta(), scene.batch())
                    .gradient();

            assertThat(Norm.relativeDifference(right, wrong))
                    .as(mistake.words())
                    .isGreaterThan(0.01);
        }
    }
}
