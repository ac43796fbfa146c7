package twingrad.compare.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void of_an_odd_number_the_middle_one_is_the_median() {
        assertThat(Spread.of(3, 10, 1)).isEqualTo(new Spread(1, 3, 10, 3));
    }

    @Test
    void of_an_even_number_the_median_is_between_the_middle_two() {
        assertThat(Spread.of(3, 10, 1, 5)).isEqualTo(new Spread(1, 4, 10, 4));
    }

    @Test
    void the_measurements_stay_in_their_order() {
        double[] measured = {3, 1, 2};

        Spread.of(measured);

        assertThat(measured).containsExactly(3, 1, 2);
    }

    @Test
    void seconds_become_rates_and_the_longest_the_least() {
        assertThat(Spread.of(2, 4, 8).map(seconds -> 16 / seconds)).isEqualTo(new Spread(2, 4, 8, 3));
    }

    @Test
    void measurements_that_differ_more_than_twofold_are_unsettled() {
        assertThat(Spread.of(2, 3, 4.5).unsettled()).isTrue();
        assertThat(Spread.of(2, 3, 4).unsettled()).isFalse();
    }

    @Test
    void nothing_measured_has_no_spread() {
        assertThatThrownBy(Spread::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spread: expected at least 1 measurement, got 0");
    }
}
