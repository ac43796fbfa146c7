package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialTest {
    private static final Precision F64 = Precision.FLOAT64;

    private static Linear linear(int inputs, int outputs, long seed) {
        return Linear.random(inputs, outputs, F64, new Random(seed));
    }

    private static Tensor batch(int... dims) {
        return Tensor.constant(Draws.array(F64, 7, dims));
    }

    @Test
    void parameters_are_named_by_the_number_of_their_layer_among_those_that_have_some() {
        var first = linear(4, 3, 1);
        var last = linear(3, 2, 2);
        var network = new Sequential(first, Tensor::relu, new Dropout(0.5, Random::new), last);

        assertThat(network.namedParameters())
                .containsExactly(
                        Map.entry("layers.0.weight", first.weight()),
                        Map.entry("layers.0.bias", first.bias()),
                        Map.entry("layers.1.weight", last.weight()),
                        Map.entry("layers.1.bias", last.bias()));
        assertThat(network.parameters()).containsExactly(first.weight(), first.bias(), last.weight(), last.bias());
        assertThat(network.parameters())
                .extracting(Tensor::label)
                .containsExactlyElementsOf(network.namedParameters().keySet());
    }

    @Test
    void a_network_in_a_network_has_names_in_names() {
        var inner = new Sequential(linear(4, 4, 1), Tensor::tanh);
        var network = new Sequential(inner, linear(4, 2, 2));

        assertThat(network.namedParameters())
                .containsOnlyKeys(
                        "layers.0.layers.0.weight", "layers.0.layers.0.bias", "layers.1.weight", "layers.1.bias");
        assertThat(network.parameters().get(0).label()).isEqualTo("layers.0.layers.0.weight");
    }

    @Test
    void a_layer_that_stands_twice_has_its_parameters_once_and_the_sum_of_both_gradients() {
        var shared = linear(3, 3, 1);
        var network = new Sequential(shared, Tensor::tanh, shared);
        var x = batch(5, 3);
        network.forward(x).sum().backward();
        var once = Tensor.parameter(shared.weight().data().copy());
        var twice = Tensor.parameter(shared.weight().data().copy());
        new Linear(twice, shared.bias())
                .forward(new Linear(once, shared.bias()).forward(x).tanh())
                .sum()
                .backward();

        assertThat(network.namedParameters()).containsOnlyKeys("layers.0.weight", "layers.0.bias");
        assertThat(shared.weight().grad().toDoubles())
                .containsExactly(twice.grad().add(once.grad()).toDoubles());
    }

    @ParameterizedTest
    @EnumSource
    void an_mlp_is_a_sequential_of_its_layers_to_the_bit(Precision precision) {
        List<UnaryOperator<Tensor>> activations = List.of(Tensor::tanh, UnaryOperator.identity());
        var mlp = Mlp.random(List.of(5, 4, 3), activations, precision, new Random(3));
        var random = new Random(3);
        var network = new Sequential(
                Linear.random(5, 4, precision, random), Tensor::tanh, Linear.random(4, 3, precision, random));
        var x = Tensor.constant(Draws.array(precision, 4, 7, 5));

        assertThat(network.forward(x).data().toDoubles())
                .containsExactly(mlp.forward(x).data().toDoubles());
        assertThat(network.namedParameters().keySet())
                .containsExactlyElementsOf(mlp.namedParameters().keySet());
    }

    @Test
    void a_layer_of_ones_own_takes_part() {
        var inside = linear(3, 3, 1);
        var residual = new Layer() {
            @Override
            public Tensor forward(Tensor x) {
                return inside.forward(x).add(x);
            }

            @Override
            public Map<String, Tensor> namedParameters() {
                return inside.namedParameters();
            }
        };
        var network = new Sequential(residual, z -> z.mul(2));
        var x = batch(2, 3);

        assertThat(network.forward(x).data().toDoubles())
                .containsExactly(inside.forward(x).add(x).mul(2).data().toDoubles());
        assertThat(network.namedParameters()).containsOnlyKeys("layers.0.weight", "layers.0.bias");
    }

    @Test
    void dropout_is_off_unless_in_training() {
        var network = new Sequential(new Sequential(new Dropout(0.5, Random::new)), x -> x.mul(3));
        var x = batch(40, 3);

        assertThat(network.forward(x).data().toDoubles())
                .containsExactly(x.mul(3).data().toDoubles());
        assertThat(network.forwardInTraining(x, 0).data().toDoubles()).contains(0);
    }

    @Test
    void a_step_drops_the_same_whenever_it_is_run_and_another_step_something_else() {
        var dropout = new Dropout(0.5, Random::new);
        var x = batch(40, 3);
        var tenth = dropout.forwardInTraining(x, 10).data().toDoubles();

        assertThat(dropout.forwardInTraining(x, 10).data().toDoubles()).containsExactly(tenth);
        assertThat(dropout.forwardInTraining(x, 11).data().toDoubles()).isNotEqualTo(tenth);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void dropout_refuses_a_rate_that_is_none(double rate) {
        assertThatThrownBy(() -> new Dropout(rate, Random::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Dropout: expected a rate from 0 to below 1, got " + rate);
    }

    @Test
    void dropout_refuses_a_step_before_the_first() {
        assertThatThrownBy(() -> new Dropout(0.5, Random::new).forwardInTraining(batch(4, 3), -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Dropout: expected a step of 0 or more, got -1");
    }

    @Test
    void a_layer_that_is_missing_is_named() {
        assertThatThrownBy(() -> new Sequential(Tensor::relu, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Sequential: expected layers, got null at 1");
    }

    @Test
    void layers_and_optimizers_show_what_they_are_made_of() {
        var network = new Sequential(
                new Unflatten(1, 2, 3), Tensor::relu, new Flatten(), new Dropout(0.5, Random::new), linear(6, 4, 1));

        assertThat(network)
                .hasToString("Sequential[Unflatten[sample=(1x2x3)], function, Flatten[], Dropout[rate=0.5],"
                        + " Linear[weight=layers.0.weight (4x6), bias=layers.0.bias (4)]]");
        assertThat(new Adam(network.parameters())).hasToString("Adam[layers.0.weight (4x6), layers.0.bias (4)]");
        assertThat(new Sgd(network.parameters())).hasToString("Sgd[layers.0.weight (4x6), layers.0.bias (4)]");
        assertThat(Mlp.random(List.of(3, 2), List.of(z -> z), F64, new Random(1)))
                .hasToString("Mlp[Linear[weight=layers.0.weight (2x3), bias=layers.0.bias (2)]]");
    }

    @Test
    void the_precision_is_that_of_the_parameters() {
        assertThat(new Sequential(Tensor::relu, linear(2, 1, 1)).precision()).isEqualTo(F64);
        assertThatThrownBy(() -> new Sequential(Tensor::relu).precision())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "precision: expected a layer with parameters, got none; it takes inputs of either precision");
    }
}
