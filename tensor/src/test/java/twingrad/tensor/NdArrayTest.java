package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NdArrayTest {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_reshaped_array_is_a_view_and_a_copy_is_not(Precision precision) {
        var a = precision.of(new double[] {1, 2, 3, 4}, 2, 2);
        var view = a.reshape(4);
        var copy = a.copy();
        view.addInPlace(precision.full(Shape.of(4), 10));

        assertThat(a.toDoubles()).containsExactly(11, 12, 13, 14);
        assertThat(copy.toDoubles()).containsExactly(1, 2, 3, 4);
        assertThat(a.version()).isEqualTo(1).isEqualTo(view.version());
        assertThat(a.sharesDataWith(view)).isTrue();
        assertThat(a.sharesDataWith(copy)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void adds_a_row_to_all_rows_in_place(Precision precision) {
        var a = precision.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        a.addToRowsInPlace(precision.of(new double[] {10, 20, 30}, 3));

        assertThat(a.toDoubles()).containsExactly(11, 22, 33, 14, 25, 36);
        assertThat(a.version()).isEqualTo(1);
        assertThatThrownBy(() -> a.addToRowsInPlace(precision.zeros(Shape.of(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("addToRowsInPlace: expected a row of (2x3), got (2)");
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void counts_every_change_in_place(Precision precision) {
        var a = precision.zeros(Shape.of(2));
        var ones = precision.full(Shape.of(2), 1);
        a.setInPlace(ones);
        a.addInPlace(ones);
        Updates.sgd(a, ones, 0.5);
        var step = new Updates.AdamStep(0.9, 0.999, 1e-8, 0.1, 0.001);
        Updates.adam(a, ones, precision.zeros(Shape.of(2)), precision.zeros(Shape.of(2)), 0.5, step);

        assertThat(a.version()).isEqualTo(4);
        assertThat(ones.version()).isZero();
        assertThat(a.get(0)).isCloseTo(1, offset(1e-6));
    }

    @Test
    void a_float_is_rounded_once_and_widened_exactly() {
        var single = Precision.FLOAT32.of(new double[] {0.1, 1e300}, 2);

        assertThat(single.toDoubles()).containsExactly(0.1f, Double.POSITIVE_INFINITY);
    }

    @Test
    void changes_precision_on_demand_only() {
        var twice = Precision.FLOAT64.of(new double[] {0.1, 2}, 2, 1);

        assertThat(twice.to(Precision.FLOAT64)).isSameAs(twice);
        assertThat(twice.to(Precision.FLOAT32).toDoubles()).containsExactly(0.1f, 2);
        assertThat(twice.to(Precision.FLOAT32).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(Precision.FLOAT32.unit()).isEqualTo(Math.ulp(1f) / 2);
        assertThat(Precision.FLOAT64.unit()).isEqualTo(Math.ulp(1d) / 2);
    }
}
