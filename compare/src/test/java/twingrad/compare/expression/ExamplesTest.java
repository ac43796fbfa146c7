package twingrad.compare.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    /** Half of the last digit that is published. */
    private static final double PUBLISHED = 5e-5;

    @ParameterizedTest
    @CsvSource({
        "by-hand, L, 1.6129, w, -5.08",
        "by-hand, L, 1.6129, x, -1.27",
        "micrograd, g, 24.7041, a, 138.8338",
        "micrograd, g, 24.7041, b, 645.5773",
        "neuron, o, 0.7071, w1, 1.0",
        "softmax, L, 1.0550, z2, -0.6518",
        "xor, L, 0.5239, y, -0.3731"
    })
    void examples_have_the_published_numbers(String name, String root, double value, String leaf, double grad) {
        var walk = new Walk(Examples.named(name).graph());
        walk.finish();

        assertThat(walk.graph().rootName()).isEqualTo(root);
        assertThat(walk.graph().root().data()).isCloseTo(value, within(PUBLISHED));
        assertThat(walk.shownGrad(leaf).orElseThrow()).isCloseTo(grad, within(PUBLISHED));
    }

    @Test
    void softmax_gradient_is_p_minus_y() {
        var walk = new Walk(Examples.named("softmax").graph());
        walk.finish();
        double p2 = walk.graph().node("p2").value();

        assertThat(walk.shownGrad("z2").orElseThrow()).isCloseTo(p2 - 1, within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("twingrad.compare.expression.Examples#names")
    void examples_are_described_and_finite(String name) {
        assertThat(Examples.named(name).description()).isNotBlank();
        assertThat(Examples.named(name).graph().firstNonFinite()).isEmpty();
    }

    @Test
    void unknown_example_is_told_which_there_are() {
        assertThatThrownBy(() -> Examples.named("moons"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("example: expected one of by-hand, micrograd, neuron, softmax, xor, got moons");
    }
}
