package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import twingrad.scalar.Value;

class ActivationTest {

    /** The blackboard's formulas and the engine's differ by a few roundings, each at most 2^-53 of the result. */
    private static final double ROUNDINGS = 20 * Witness.FLOAT64;

    @ParameterizedTest
    @EnumSource
    void value_and_slope_are_the_scalar_engine_s(Activation activation) {
        for (int i = -4_000; i <= 4_000; i++) {
            double z = i / 100.0;
            Value leaf = Value.of(z);
            Value a = activation.scalar().apply(leaf);
            if (a != leaf) {
                a.backward();
            }
            double slope = a == leaf ? 1 : leaf.grad();

            assertThat(activation.value(z)).isCloseTo(a.data(), within(ROUNDINGS * Math.abs(a.data())));
            assertThat(activation.slope(z)).isCloseTo(slope, within(ROUNDINGS * Math.abs(slope)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RELU, 0, 0",
        "LEAKY_RELU, 0, 0.01",
        "TANH, 0, 1",
        "SIGMOID, 0, 0.25",
        "SIGMOID, 40, 4.248354255291589e-18",
        "SIGMOID, -40, 4.248354255291589e-18",
    })
    void slopes_are_the_conventions(Activation activation, double z, double slope) {
        assertThat(activation.slope(z)).isCloseTo(slope, within(ROUNDINGS * slope));
    }

    /** |φ'(x) - φ'(z)| for every x within the error of z. */
    @ParameterizedTest
    @EnumSource
    void the_slope_s_error_covers_what_a_moved_z_does(Activation activation) {
        for (double error : new double[] {1e-6, 1e-3, 0.1, 0.9, 2}) {
            for (int i = -400; i <= 400; i++) {
                double z = i / 10.0;
                double allowed = activation.slopeError(z, error);
                for (int part = -8; part <= 8; part++) {
                    double moved = Math.abs(activation.slope(z + part / 8.0 * error) - activation.slope(z));
                    // The second term: z plus a part of the error is itself rounded.
                    assertThat(moved)
                            .isLessThanOrEqualTo(allowed + ROUNDINGS * (1 + Math.abs(z)) * activation.slope(z));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RELU, 1e-9, 1e-10, 0",
        "RELU, 1e-9, 1e-8, 1",
        "RELU, -1e-9, 1e-8, 1",
        "LEAKY_RELU, 1e-9, 1e-8, 0.99",
        "LEAKY_RELU, -1, 1e-8, 0",
        "RELU, 0, 1e-16, 1",
        "RELU, 0, 0, 0",
    })
    void near_a_kink_the_slope_s_error_is_the_whole_jump_but_an_exact_0_is_sure(
            Activation activation, double z, double error, double allowed) {
        assertThat(activation.slopeError(z, error)).isEqualTo(allowed);
    }

    /** A saturated unit's slope is tiny, and so is what it can be off: a bound of error² would hide every fault there. */
    @ParameterizedTest
    @CsvSource({"TANH, 25", "SIGMOID, 40", "TANH, -25", "SIGMOID, -40"})
    void far_out_the_slope_s_error_is_in_proportion_to_the_slope(Activation activation, double z) {
        assertThat(activation.slopeError(z, 1e-8)).isLessThan(3e-8 * activation.slope(z));
    }

    @Test
    void only_the_relu_family_has_a_kink() {
        assertThat(Activation.values())
                .filteredOn(Activation::hasKink)
                .containsExactly(Activation.RELU, Activation.LEAKY_RELU);
    }

    @Test
    void it_is_typed_in_words() {
        assertThat(Activation.values())
                .extracting(Activation::toString)
                .containsExactly("identity", "relu", "leaky-relu", "tanh", "sigmoid");
    }
}
