package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
    private static final double RATE = 0.4;

    @Test
    void numbers_are_drawn_row_by_row_and_what_is_kept_is_divided_by_its_share() {
        var rows = rows(3, 5);
        var dropped = new Dropout(RATE, Random::new).forwardInTraining(rows, 12);

        var random = new Random(12);
        for (var i = 0; i < 15; i++) {
            var expected =
                    random.nextDouble() < RATE ? 0 : rows.get(i / 5).get(i % 5).data() / 0.6;
            assertThat(dropped.get(i / 5).get(i % 5).data()).isCloseTo(expected, within(1e-14));
        }
    }

    @Test
    void only_what_is_drawn_below_the_rate_is_dropped() {
        LongFunction<RandomGenerator> zero = step -> () -> 0;
        LongFunction<RandomGenerator> half = step -> () -> Long.MIN_VALUE;
        var rows = rows(3, 5);
        var twice = rows.stream()
                .map(row -> row.stream().map(x -> x.mul(2)).toList())
                .toList();

        assertThat(data(new Dropout(0, zero).forwardInTraining(rows, 1))).isEqualTo(data(rows));
        assertThat(data(new Dropout(Double.MIN_VALUE, zero).forwardInTraining(rows, 1)))
                .containsOnly(0.0);
        assertThat(data(new Dropout(0.5, half).forwardInTraining(rows, 1))).isEqualTo(data(twice));
        assertThat(data(new Dropout(Math.nextUp(0.5), half).forwardInTraining(rows, 1)))
                .containsOnly(0.0);
    }

    @Test
    void masks_are_equal_for_equal_steps_alone() {
        var dropout = new Dropout(RATE, Random::new);
        var seventh = data(dropout.forwardInTraining(rows(3, 5), 7));
        assertThat(data(dropout.forwardInTraining(rows(3, 5), 7))).isEqualTo(seventh);
        assertThat(data(dropout.forwardInTraining(rows(3, 5), 8))).isNotEqualTo(seventh);
    }

    @Test
    void mean_is_kept() {
        var ones = IntStream.range(0, 10_000).mapToObj(i -> Value.of(1)).toList();
        var dropped = data(new Dropout(RATE, Random::new).forwardInTraining(List.of(ones), 3));
        var mean = dropped.stream().mapToDouble(x -> x).average().orElseThrow();
        // The standard deviation of one is √(0.4/0.6) = 0.82, of their mean 0.0082.
        assertThat(mean).isCloseTo(1, within(0.04));
        assertThat(dropped.stream().filter(x -> x == 0).count()).isBetween(3_800L, 4_200L);
    }

    @Test
    void what_is_dropped_gets_no_gradient() {
        var rows = rows(1, 20);
        var dropped = new Dropout(RATE, Random::new).forwardInTraining(rows, 0).get(0);
        Losses.sum(dropped).backward();
        for (var i = 0; i < 20; i++) {
            var grad = rows.get(0).get(i).grad();
            assertThat(grad).isEqualTo(dropped.get(i).data() == 0 ? 0 : 1 / (1 - RATE));
        }
        assertThat(rows.get(0)).anyMatch(x -> x.grad() == 0).anyMatch(x -> x.grad() != 0);
    }

    @Test
    void network_drops_hidden_units_in_training_alone() {
        List<UnaryOperator<Value>> activations = List.of(Value::tanh, Value::tanh, UnaryOperator.identity());
        var mlp = Mlp.random(List.of(2, 4, 3, 1), activations, new Random(1));
        var dropping = mlp.withDropout(List.of(
                new Dropout(RATE, step -> new Random(10 + step)), new Dropout(RATE, step -> new Random(20 + step))));
        var rows = rows(5, 2);
        var whole = rows.stream().map(mlp::forward).toList();

        assertThat(dropping.parameters()).isSameAs(mlp.parameters());
        assertThat(data(rows.stream().map(dropping::forward).toList())).isEqualTo(data(whole));
        assertThat(data(mlp.forwardInTraining(rows, 3))).isEqualTo(data(whole));
        assertThat(data(dropping.forwardInTraining(rows, 3))).isEqualTo(data(byHand(mlp, rows)));
        assertThat(data(dropping.forwardInTraining(rows, 4))).isNotEqualTo(data(byHand(mlp, rows)));
    }

    private static List<List<Value>> byHand(Mlp mlp, List<List<Value>> rows) {
        var outputs = rows;
        for (var l = 0; l < 3; l++) {
            outputs = outputs.stream().map(mlp.layers().get(l)::forward).toList();
            if (l < 2) {
                var random = new Random(10 * (l + 1) + 3);
                outputs = outputs.stream()
                        .map(row -> row.stream()
                                .map(z -> random.nextDouble() < RATE ? z.mul(0) : z.mul(1 / 0.6))
                                .toList())
                        .toList();
            }
        }
        return outputs;
    }

    @Test
    void dropouts_must_be_one_for_each_hidden_layer() {
        var mlp = Mlp.random(List.of(2, 4, 1), List.of(Value::tanh, UnaryOperator.identity()), new Random(1));
        assertThatThrownBy(() -> mlp.withDropout(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("withDropout: expected 1 dropouts, one for each hidden layer, got 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void rate_out_of_its_range_is_refused(double rate) {
        assertThatThrownBy(() -> new Dropout(rate, Random::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Dropout: expected a rate from 0 to below 1, got " + rate);
    }

    @Test
    void step_before_the_first_is_refused() {
        assertThatThrownBy(() -> new Dropout(RATE, Random::new).forwardInTraining(rows(1, 1), -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Dropout: expected a step of 0 or more, got -1");
    }

    private static List<List<Value>> rows(int m, int n) {
        return IntStream.range(0, m)
                .mapToObj(row -> IntStream.range(0, n)
                        .mapToObj(i -> Value.of(1 + row + 0.1 * i))
                        .toList())
                .toList();
    }

    private static List<Double> data(List<List<Value>> rows) {
        return rows.stream().flatMap(List::stream).map(Value::data).toList();
    }
}
