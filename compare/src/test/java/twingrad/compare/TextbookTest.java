package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextbookTest {

    /** A sum of some 50 terms of like size, each with a few roundings of 2^-53. */
    private static final double ROUNDINGS = 200 * Witness.FLOAT64;

    @ParameterizedTest
    @MethodSource("twingrad.compare.GradientCheckTest#objectives")
    void the_loss_is_the_scalar_engine_s(Loss loss, Reduction reduction, Regularization penalty) {
        Scene scene = Scene.minimizing(loss, reduction, penalty);

        double blackboard =
                Textbook.forward(scene.network(), scene.theta(), scene.batch()).loss();
        double engine =
                scene.network().scalarTwin(scene.theta()).loss(scene.batch()).data();

        assertThat(blackboard).isCloseTo(engine, within(ROUNDINGS * engine));
        assertThat(engine).isGreaterThan(0.1);
    }

    /** FORMULAS: logits (1000, 0, -1000) with label 1 lose exactly 1000. */
    @Test
    void cross_entropy_of_huge_logits_does_not_overflow() {
        var network = network(Loss.SOFTMAX_CROSS_ENTROPY, 3);
        var batch = new Batch(1, new double[] {1}, new double[] {1});

        assertThat(Textbook.forward(network, new double[] {1000, 0, -1000, 0, 0, 0}, batch)
                        .loss())
                .isEqualTo(1000);
    }

    /** log(1 + e^-40 + e^-50), of which max + log(Σ) - z_label has not one digit. */
    @Test
    void cross_entropy_near_0_keeps_its_digits() {
        var network = network(Loss.SOFTMAX_CROSS_ENTROPY, 3);
        var batch = new Batch(1, new double[] {1}, new double[] {1});

        double loss = Textbook.forward(network, new double[] {60, 100, 50, 0, 0, 0}, batch)
                .loss();

        assertThat(loss).isCloseTo(StrictMath.exp(-40) + StrictMath.exp(-50), within(ROUNDINGS * loss));
    }

    @Test
    void it_shows_what_enters_and_leaves_every_layer() {
        var network = Network.of(List.of(2, 1, 2), Activation.RELU, Loss.MEAN_SQUARED_ERROR);
        var theta = new double[] {1, -2, 0.5, 3, -4, 10, 20};
        var pass = Textbook.forward(network, theta, new Batch(2, new double[] {3, 1, 1, 3}, new double[4]));

        assertThat(pass.inputs(0)).containsExactly(3, 1, 1, 3);
        assertThat(pass.preactivations(0)).containsExactly(1.5, -4.5);
        assertThat(pass.inputs(1)).containsExactly(1.5, 0);
        assertThat(pass.preactivations(1)).containsExactly(14.5, 14, 10, 20);
        assertThat(pass.outputs()).containsExactly(14.5, 14, 10, 20);
        assertThat(pass.loss()).isEqualTo((14.5 * 14.5 + 14 * 14 + 10 * 10 + 20 * 20) / 4);
    }

    @Test
    void units_and_margins_tell_their_sides() {
        var network = network(Loss.HINGE, 1);
        var batch = new Batch(1, new double[] {1}, new double[] {1});

        assertThat(forward(network, batch, 0.5).sameSides(forward(network, batch, 0.9)))
                .isTrue();
        assertThat(forward(network, batch, 0.9).sameSides(forward(network, batch, 1.1)))
                .isFalse();
        assertThat(forward(network, batch, 1).sameSides(forward(network, batch, 1.1)))
                .isFalse();
    }

    private static Textbook forward(Network network, Batch batch, double weight) {
        return Textbook.forward(network, new double[] {weight, 0}, batch);
    }

    private static Network network(Loss loss, int outputs) {
        return Network.of(List.of(1, outputs), Activation.RELU, loss);
    }
}
