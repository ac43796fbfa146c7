package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import twingrad.compare.Activation;
import twingrad.compare.Loss;
import twingrad.compare.Network;

class ClassProbabilitiesTest {

    /** A few roundings. */
    private static final Offset<Double> BOUND = within(1e-15);

    @Test
    void softmax_is_taken_row_by_row_and_does_not_overflow() {
        double[] logits = {0, StrictMath.log(3), 0, 1000, 0, -1000};

        double[] p = of(Loss.SOFTMAX_CROSS_ENTROPY, 3, 2, logits);

        assertThat(p[0]).isEqualTo(0.2, BOUND);
        assertThat(p[1]).isEqualTo(0.6, BOUND);
        assertThat(p[2]).isEqualTo(0.2, BOUND);
        assertThat(p).endsWith(1, 0, 0);
        assertThat(logits).containsExactly(0, StrictMath.log(3), 0, 1000, 0, -1000);
    }

    @Test
    void one_logit_says_both_classes_on_either_side() {
        double[] p = of(Loss.BINARY_CROSS_ENTROPY, 1, 3, -1000, 0, StrictMath.log(4));

        assertThat(p).hasSize(6).startsWith(1, 0, 0.5, 0.5);
        assertThat(p[4]).isEqualTo(0.2, BOUND);
        assertThat(p[5]).isEqualTo(0.8, BOUND);
    }

    @Test
    void several_logits_of_binary_cross_entropy_are_shares_of_one() {
        double[] p = of(Loss.BINARY_CROSS_ENTROPY, 2, 1, 0, StrictMath.log(3));

        assertThat(p[0]).isEqualTo(0.4, BOUND);
        assertThat(p[1]).isEqualTo(0.6, BOUND);
    }

    /** Each σ by itself underflows to 0. */
    @Test
    void shares_of_sigmoids_that_underflow_are_known_all_the_same() {
        double[] p = of(Loss.BINARY_CROSS_ENTROPY, 2, 4, -1000, -1000, -1000, -2000, 1000, 2000, -1e300, 1e300);

        assertThat(p).containsExactly(0.5, 0.5, 1, 0, 0.5, 0.5, 0, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEAN_SQUARED_ERROR", "HINGE"})
    void outputs_that_are_no_logits_have_no_probabilities(Loss loss) {
        assertThat(ClassProbabilities.of(model(loss, 2), 1, new double[] {0.5, 0.5}))
                .isEmpty();
    }

    private static double[] of(Loss loss, int outputs, int rows, double... values) {
        return ClassProbabilities.of(model(loss, outputs), rows, values).orElseThrow();
    }

    private static Architecture model(Loss loss, int outputs) {
        return Architecture.of(Network.of(List.of(4, outputs), Activation.RELU, loss));
    }
}
