package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EarlyStoppingTest {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void stops_when_patience_is_over_and_restores_the_best(Precision precision) {
        var w = Tensor.parameter(precision.zeros(Shape.of(2, 3)));
        var stopping = new EarlyStopping(2, List.of(w));
        double[] losses = {3, 1, 2, 0.5, 0.5, 0.7, 0.1};
        int epoch = 0;
        boolean goesOn = true;
        while (goesOn) {
            w.assign(precision.full(Shape.of(2, 3), epoch + 10));
            goesOn = stopping.goesOn(epoch, losses[epoch]);
            epoch++;
        }

        assertThat(epoch).isEqualTo(6);
        assertThat(stopping.bestEpoch()).isEqualTo(3);
        assertThat(stopping.bestLoss()).isEqualTo(0.5);
        assertThat(w.data().toDoubles()).containsOnly(15);
        stopping.restoreBest();
        assertThat(w.data().toDoubles()).containsOnly(13);
    }

    @Test
    void longer_patience_meets_the_better_epoch() {
        var stopping = new EarlyStopping(3, List.of());
        double[] losses = {1, 2, 2, 0.5};
        for (int epoch = 0; epoch < losses.length; epoch++) {
            assertThat(stopping.goesOn(epoch, losses[epoch])).isTrue();
        }
        assertThat(stopping.bestEpoch()).isEqualTo(3);
    }

    @Test
    void loss_that_is_no_number_is_no_improvement() {
        var stopping = new EarlyStopping(2, List.of());
        assertThat(stopping.goesOn(0, Double.NaN)).isTrue();
        assertThat(stopping.goesOn(1, Double.NaN)).isFalse();
        assertThat(stopping.bestEpoch()).isEqualTo(-1);
        assertThatThrownBy(stopping::restoreBest)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("restoreBest: expected an epoch with a finite loss, got none");
    }

    @Test
    void refuses_no_patience() {
        assertThatThrownBy(() -> new EarlyStopping(0, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EarlyStopping: expected a patience of 1 epoch or more, got 0");
    }
}
