package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeTest {
    @Test
    void says_its_rank_sizes_and_number_of_elements() {
        var shape = Shape.of(2, 3, 4);

        assertThat(shape.rank()).isEqualTo(3);
        assertThat(shape.size()).isEqualTo(24);
        assertThat(shape.dim(1)).isEqualTo(3);
        assertThat(shape.dims()).containsExactly(2, 3, 4);
        assertThat(shape).hasToString("(2x3x4)");
    }

    @Test
    void of_no_axes_is_one_number() {
        assertThat(Shape.of().size()).isEqualTo(1);
        assertThat(Shape.of()).hasToString("()");
    }

    @Test
    void of_an_empty_axis_has_no_elements() {
        assertThat(Shape.of(3, 0).size()).isZero();
    }

    @Test
    void equals_by_sizes_and_not_by_number_of_elements() {
        assertThat(Shape.of(2, 3)).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
        assertThat(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(6));
    }

    @Test
    void keeps_what_it_was_given() {
        var dims = new int[] {2, 3};
        var shape = Shape.of(dims);
        dims[0] = 9;
        shape.dims()[1] = 9;

        assertThat(shape).isEqualTo(Shape.of(2, 3));
    }

    static Stream<Arguments> broadcasts() {
        return Stream.of(
                Arguments.of(Shape.of(2, 3), Shape.of(2, 3), Shape.of(2, 3)),
                Arguments.of(Shape.of(4, 3), Shape.of(3), Shape.of(4, 3)),
                Arguments.of(Shape.of(4, 3), Shape.of(4, 1), Shape.of(4, 3)),
                Arguments.of(Shape.of(4, 1), Shape.of(1, 3), Shape.of(4, 3)),
                Arguments.of(Shape.of(4, 3), Shape.of(), Shape.of(4, 3)),
                Arguments.of(Shape.of(2, 1, 5), Shape.of(7, 1), Shape.of(2, 7, 5)),
                Arguments.of(Shape.of(1), Shape.of(0), Shape.of(0)),
                Arguments.of(Shape.of(3, 0), Shape.of(1, 1), Shape.of(3, 0)));
    }

    @ParameterizedTest(name = "{0} and {1} -> {2}")
    @MethodSource("broadcasts")
    void broadcasts_by_the_rules_of_numpy(Shape left, Shape right, Shape both) {
        assertThat(left.broadcast(right)).isEqualTo(both);
        assertThat(right.broadcast(left)).isEqualTo(both);
    }

    @Test
    void names_the_axis_that_does_not_broadcast() {
        assertThatThrownBy(() -> Shape.of(64, 784).broadcast(Shape.of(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "broadcast: expected shapes that broadcast, got (64x784) and (100); axis 1 has 784 and 100");
        assertThatThrownBy(() -> Shape.of(2).broadcast(Shape.of(0)))
                .hasMessage("broadcast: expected shapes that broadcast, got (2) and (0); axis 0 has 2 and 0");
    }

    @Test
    void refuses_sizes_that_no_array_has() {
        assertThatThrownBy(() -> Shape.of(2, -1)).hasMessage("shape: expected sizes of 0 or more, got [2, -1]");
        assertThatThrownBy(() -> Shape.of(65536, 65536))
                .hasMessage("shape: expected at most 2147483647 elements, got [65536, 65536]");
        assertThatThrownBy(() -> Shape.of(2, 3).dim(2)).hasMessage("dim: expected an axis from 0 to 1 of (2x3), got 2");
    }
}
