package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepDecayTest {

    @ParameterizedTest
    @CsvSource({"0, 0.8", "1, 0.8", "2, 0.8", "3, 0.4", "5, 0.4", "6, 0.2", "11, 0.1"})
    void rate_is_halved_every_three_epochs(int epoch, double expected) {
        assertThat(new StepDecay(0.5, 3).learningRate(0.8, epoch)).isEqualTo(expected);
    }

    @Test
    void without_decay_the_rate_stays() {
        assertThat(StepDecay.NONE.learningRate(0.3, 1_000)).isEqualTo(0.3);
        assertThat(StepDecay.NONE).hasToString("");
        assertThat(new StepDecay(0.5, 3)).hasToString(", times 0.5 every 3 epochs");
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1.5, 3", "NaN, 3", "0.5, 0"})
    void numbers_out_of_range_are_refused(double factor, int every) {
        assertThatThrownBy(() -> new StepDecay(factor, every))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step decay: expected a factor above 0 and at most 1, every 1 epoch or more, got " + factor
                        + " every " + every);
    }
}
