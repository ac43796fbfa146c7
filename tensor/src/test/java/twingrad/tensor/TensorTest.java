package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorTest {
    @Test
    void the_example_by_hand_comes_out() {
        var x = number(2).as("x");
        var w = number(1).as("w");
        var b = number(-1.27).as("b");
        var y = number(2).as("y");
        var z1 = x.mul(w).as("z1");
        var z2 = z1.add(b).as("z2");
        var z3 = y.sub(z2).as("z3");
        var loss = z3.pow(2).as("L");
        loss.backward();

        assertThat(z3.data().item()).isEqualTo(1.27);
        assertThat(loss.grad().item()).isEqualTo(1);
        assertThat(z3.grad().item()).isEqualTo(2.54);
        assertThat(y.grad().item()).isEqualTo(2.54);
        assertThat(z2.grad().item()).isEqualTo(-2.54);
        assertThat(z1.grad().item()).isEqualTo(-2.54);
        assertThat(b.grad().item()).isEqualTo(-2.54);
        assertThat(w.grad().item()).isEqualTo(-5.08);
    }

    record Kink(String name, UnaryOperator<Tensor> op, double at, double slope) {
        @Override
        public String toString() {
            return name + " at " + at;
        }
    }

    static Stream<Kink> kinks() {
        return Stream.of(
                new Kink("relu", Tensor::relu, 0, 0),
                new Kink("relu", Tensor::relu, -0.0, 0),
                new Kink("relu", Tensor::relu, 0x1p-149, 1),
                new Kink("relu", Tensor::relu, Double.NaN, Double.NaN),
                new Kink("leakyRelu", Tensor::leakyRelu, 0, 0.01),
                new Kink("leakyRelu -0.5", z -> z.leakyRelu(-0.5), -1, -0.5),
                new Kink("leakyRelu 3", z -> z.leakyRelu(3), 2, 1),
                new Kink("abs", Tensor::abs, 0, 0),
                new Kink("maximum 1", z -> z.maximum(1), 1, 0.5),
                new Kink("minimum 1", z -> z.minimum(1), 1, 0.5),
                new Kink("maximum of itself", z -> z.maximum(z), 1, 1),
                new Kink("pow 0", z -> z.pow(0), 0, 0),
                new Kink("pow 1", z -> z.pow(1), 0, 1),
                new Kink("pow 2", z -> z.pow(2), 0, 0),
                new Kink("0 to the power", z -> like(z, 0).pow(z), 2, 0),
                new Kink("0 to the power", z -> like(z, 0).pow(z), 0, 0),
                new Kink("0 to the power", z -> like(z, 0).pow(z), -1, Double.NEGATIVE_INFINITY),
                new Kink("-2 to the power", z -> like(z, -2).pow(z), 2, Double.NaN),
                new Kink("tanh", Tensor::tanh, 0, 1),
                new Kink("sigmoid", Tensor::sigmoid, 0, 0.25),
                new Kink("softplus", Tensor::softplus, 0, 0.5),
                new Kink("softplus", Tensor::softplus, 1000, 1),
                new Kink("softplus", Tensor::softplus, -1000, 0));
    }

    @ParameterizedTest
    @MethodSource("kinks")
    void slopes_at_special_points_are_as_agreed(Kink kink) {
        for (var precision : Precision.values()) {
            var z = Tensor.parameter(precision.of(new double[] {kink.at}));
            kink.op.apply(z).backward();

            assertThat(z.grad().toDoubles())
                    .containsExactly(precision.of(new double[] {kink.slope}).item());
        }
    }

    @Test
    void sigmoid_at_40_still_has_a_slope() {
        var z = number(40);
        z.sigmoid().backward();

        assertThat(z.grad().item()).isEqualTo(4.248354255291589e-18);
    }

    @Test
    void tanh_at_40_still_has_a_slope() {
        var z = number(-40);
        z.tanh().backward();

        assertThat(z.grad().item()).isCloseTo(4 * StrictMath.exp(-80), within(1e-49));
    }

    @Test
    void amax_shares_its_gradient_evenly_among_ties() {
        var a = Tensor.parameter(Precision.FLOAT32.of(new double[] {3, 1, 3, 2, 2, 0}, 2, 3));
        a.amax(1, false)
                .mul(Tensor.constant(Precision.FLOAT32.of(new double[] {4, 10}, 2)))
                .sum()
                .backward();

        assertThat(a.grad().toDoubles()).containsExactly(2, 0, 2, 5, 5, 0);
    }

    @Test
    void softmax_does_not_overflow() {
        var z = Tensor.parameter(Precision.FLOAT32.of(new double[] {1000, 0, -1000}, 1, 3));
        var p = z.softmax();
        p.gather(new int[] {0}).sum().backward();

        assertThat(p.data().toDoubles()).containsExactly(1, 0, 0);
        assertThat(z.grad().toDoubles()).containsExactly(0, -0.0, -0.0);
    }

    @Test
    void log_softmax_does_not_overflow_and_sees_no_log_of_0() {
        var z = Tensor.parameter(Precision.FLOAT32.of(new double[] {1000, 0, -1000}, 1, 3));
        var logs = z.logSoftmax();
        logs.gather(new int[] {1}).sum().backward();

        assertThat(logs.data().toDoubles()).containsExactly(0, -1000, -2000);
        assertThat(z.grad().toDoubles()).containsExactly(-1, 1, 0);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void dropout_drops_at_its_rate_and_keeps_the_mean(Precision precision) {
        var a = Tensor.parameter(precision.full(Shape.of(100, 200), 3));
        var kept = a.dropout(0.25, new Random(5));
        kept.sum().backward();

        double factor = precision.of(new double[] {1 / 0.75}).item();
        assertThat(a.grad().toDoubles()).containsOnly(0, factor);
        assertThat(kept.data().toDoubles()).containsExactly(a.grad().mul(3).toDoubles());
        // 20,000 draws: the standard deviation of the mean is 3·√(0.25/0.75/20000) = 0.0122.
        assertThat(kept.mean().data().item()).isCloseTo(3, within(5 * 0.0122));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void dropout_draws_uniform_numbers_in_order(Precision precision) {
        var a = Tensor.parameter(precision.full(Shape.of(3, 5), 1));
        var random = new Random(7);
        var expected = new double[15];
        Arrays.setAll(expected, i -> random.nextDouble() < 0.5 ? 0 : 2);

        assertThat(a.dropout(0.5, new Random(7)).data().toDoubles()).containsExactly(expected);
        assertThat(a.dropout(0, new Random(7)).data().toDoubles()).containsOnly(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void dropout_refuses_a_rate_that_is_no_probability_below_1(double rate) {
        assertThatThrownBy(() -> number(1).dropout(rate, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dropout: expected a rate from 0 to below 1, got " + rate);
    }

    @Test
    void rows_that_are_taken_twice_receive_the_sum() {
        var a = Tensor.parameter(Precision.FLOAT32.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
        var rows = a.rows(2, 0, 2);
        rows.mul(Tensor.constant(Precision.FLOAT32.of(new double[] {1, 10, 100}, 3, 1)))
                .sum()
                .backward();

        assertThat(rows.data().toDoubles()).containsExactly(5, 6, 1, 2, 5, 6);
        assertThat(a.grad().toDoubles()).containsExactly(10, 10, 0, 0, 101, 101);
    }

    @Test
    void parts_that_are_joined_again_are_the_whole() {
        var a = Tensor.parameter(Draws.array(Precision.FLOAT32, 1, 3, 4, 2));

        assertThat(a.slice(1, 0, 1)
                        .concat(1, a.slice(1, 1, 3), a.slice(1, 3, 3), a.slice(1, 3, 4))
                        .data()
                        .toDoubles())
                .containsExactly(a.data().toDoubles());
    }

    @Test
    void amax_of_all_shares_among_all_ties() {
        var a = Tensor.parameter(Precision.FLOAT64.of(new double[] {3, 1, 3, 0}, 2, 2));
        a.amax().mul(5).backward();

        assertThat(a.grad().toDoubles()).containsExactly(2.5, 0, 2.5, 0);
    }

    @Test
    void refuses_rows_and_ranges_that_are_not_there() {
        var a = Tensor.parameter(Precision.FLOAT32.zeros(Shape.of(3, 5)));

        assertThatThrownBy(() -> a.rows(0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows: expected rows from 0 to 2 of (3x5), got 3 at 1");
        assertThatThrownBy(() -> a.rows(-1)).hasMessage("rows: expected rows from 0 to 2 of (3x5), got -1 at 0");
        assertThatThrownBy(() -> a.slice(1, 4, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slice: expected 0 <= from <= to <= 5 for axis 1 of (3x5), got 4 to 6");
        assertThatThrownBy(() -> a.slice(1, 3, 2))
                .hasMessage("slice: expected 0 <= from <= to <= 5 for axis 1 of (3x5), got 3 to 2");
        assertThatThrownBy(() -> a.slice(2, 0, 1)).hasMessage("slice: expected an axis from 0 to 1 of (3x5), got 2");
        assertThatThrownBy(() -> number(1).rows(0)).hasMessage("rows: expected an axis of (), got 0");
        assertThatThrownBy(() -> number(1).softmax()).hasMessage("softmax: expected rank 1 or more, got ()");
        assertThatThrownBy(() -> number(1).logSoftmax()).hasMessage("logSoftmax: expected rank 1 or more, got ()");
        assertThatThrownBy(() -> a.slice(1, 0, 0).softmax())
                .hasMessage("softmax: expected axis 1 not to be empty, got (3x0)");
        assertThatThrownBy(() -> a.reshape(15).gather(new int[1])).hasMessage("gather: expected rank 2, got (15)");
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_node_used_twice_receives_the_sum(Precision precision) {
        var a = Tensor.parameter(precision.of(new double[] {1, 2, 3}, 3));
        var twice = a.add(a);
        twice.mul(a).sum().backward();

        assertThat(twice.edges()).hasSize(2);
        assertThat(a.grad().toDoubles()).containsExactly(4, 8, 12);
    }

    @Test
    void leaves_accumulate_over_passes_and_interior_nodes_do_not() {
        var a = number(3);
        var square = a.mul(a);
        var root = square.mul(2);
        root.backward();
        root.backward();

        assertThat(a.grad().item()).isEqualTo(24);
        assertThat(square.grad().item()).isEqualTo(2);
        assertThat(root.grad().item()).isEqualTo(1);
    }

    @Test
    void a_gradient_that_was_not_computed_is_not_zero_but_absent() {
        var a = Tensor.parameter(Precision.FLOAT32.zeros(Shape.of(2, 3)));
        assertThat(a.hasGrad()).isFalse();
        assertThat(a.grad().toDoubles()).containsExactly(0, 0, 0, 0, 0, 0);

        a.mul(0).sum().backward();
        assertThat(a.hasGrad()).isTrue();

        a.zeroGrad();
        assertThat(a.hasGrad()).isFalse();
    }

    @Test
    void leaves_own_their_gradients() {
        var a = number(1);
        var b = number(2);
        a.add(b.reshape(1)).sum().backward();
        a.grad().addInPlace(a.grad());

        assertThat(a.grad().item()).isEqualTo(2);
        assertThat(b.grad().item()).isEqualTo(1);
    }

    @Test
    void constants_get_no_edges() {
        var x = Tensor.constant(Draws.array(Precision.FLOAT32, 1, 5, 3), "x");
        var w = Tensor.parameter(Draws.array(Precision.FLOAT32, 2, 7, 3), "w");
        var z = x.mul(2).matmulTransB(w);
        z.sum().backward();

        assertThat(x.mul(2).edges()).isEmpty();
        assertThat(x.mul(2).isLeaf()).isFalse();
        assertThat(z.edges()).extracting(Edge::input).containsExactly(w);
        assertThat(x.hasGrad()).isFalse();
        assertThat(w.hasGrad()).isTrue();
    }

    @Test
    void an_edge_takes_the_gradient_to_the_shape_of_its_input() {
        var bias = Tensor.parameter(Precision.FLOAT64.zeros(Shape.of(3)));
        var sum = Tensor.constant(Precision.FLOAT64.zeros(Shape.of(4, 3))).add(bias);

        assertThat(sum.edges()
                        .get(0)
                        .vjp()
                        .apply(Precision.FLOAT64.full(Shape.of(4, 3), 1))
                        .toDoubles())
                .containsExactly(4, 4, 4);
    }

    @Test
    void knows_its_op_label_and_shape() {
        var a = Tensor.parameter(Precision.FLOAT32.zeros(Shape.of(2, 3)), "a");

        assertThat(a.op()).isEmpty();
        assertThat(a.isLeaf()).isTrue();
        assertThat(a).hasToString("a (2x3)");
        assertThat(a.mul(a).op()).isEqualTo("*");
        assertThat(a.tanh()).hasToString("tanh (2x3)");
        assertThat(a.tanh().as("h")).hasToString("h (2x3)");
        assertThat(a.sum().label()).isEmpty();
        assertThat(a.precision()).isEqualTo(Precision.FLOAT32);
    }

    record Change(String name, Consumer<Tensor> act) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Change> changes() {
        var one = Precision.FLOAT64.full(Shape.of(), 1);
        return Stream.of(
                new Change("assign", leaf -> leaf.assign(one)),
                new Change("the array itself", leaf -> leaf.data().addInPlace(one)),
                new Change("a view", leaf -> leaf.data().reshape(1).addInPlace(one.reshape(1))),
                new Change("the optimizer", leaf -> {
                    leaf.mul(leaf).backward();
                    new Adam(List.of(leaf)).step(0.1);
                    leaf.zeroGrad();
                }));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_leaf_that_was_changed_after_the_forward_pass_is_refused(Change change) {
        var w = number(3).as("w");
        var x = number(2).as("x");
        var loss = x.mul(w).exp();
        change.act.accept(w);

        assertThatThrownBy(loss::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("backward: expected w () at version 0, as when the expression was built, got version 1; "
                        + "build the expression again after the step");
        assertThat(x.hasGrad()).isFalse();
        assertThat(loss.hasGrad()).isFalse();
    }

    @Test
    void a_constant_that_was_changed_after_the_forward_pass_is_refused() {
        var x = constant(2).as("x");
        var loss = number(3).mul(x);
        x.assign(Precision.FLOAT64.zeros(Shape.of()));

        assertThatThrownBy(loss::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("backward: expected x () at version 0");
    }

    @Test
    void an_expression_that_is_built_again_after_the_step_goes_backward() {
        var w = number(3);
        w.mul(w).backward();
        new Sgd(List.of(w)).step(0.5);
        w.zeroGrad();
        w.mul(w).backward();

        assertThat(w.data().item()).isZero();
        assertThat(w.grad().item()).isZero();
    }

    @Test
    void a_chain_of_100000_nodes_does_not_overflow() {
        var leaf = number(1);
        var node = leaf;
        for (int i = 0; i < 100_000; i++) {
            node = node.add(leaf);
        }
        node.backward();

        assertThat(leaf.grad().item()).isEqualTo(100_001);
    }

    @Test
    void refuses_to_start_where_there_is_no_gradient() {
        var a = Tensor.parameter(Precision.FLOAT32.zeros(Shape.of(2, 3)), "a");

        assertThatThrownBy(a::backward)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("backward: expected a single element, got (2x3); reduce it first, by sum() or mean()");
        assertThatThrownBy(() -> constant(2).mul(3).backward())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("backward: expected a tensor computed from a parameter, got *, which is constant; "
                        + "make its leaves with Tensor.parameter");
    }

    @Test
    void refuses_to_assign_what_is_computed() {
        assertThatThrownBy(() -> number(1).exp().assign(Precision.FLOAT64.zeros(Shape.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("assign: expected a leaf, got exp, which is computed; assign the leaves below it");
    }

    @Test
    void refuses_to_assign_another_shape_or_precision() {
        var leaf = Tensor.parameter(Precision.FLOAT64.zeros(Shape.of(2, 3)));

        assertThatThrownBy(() -> leaf.assign(Precision.FLOAT64.zeros(Shape.of(3, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("assign: expected (2x3), got (3x2)");
        assertThatThrownBy(() -> leaf.assign(Precision.FLOAT32.zeros(Shape.of(2, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("assign: expected FLOAT64, got FLOAT32; convert them with to(Precision)");
    }

    private static Tensor number(double value) {
        return Tensor.parameter(Precision.FLOAT64.of(new double[] {value}));
    }

    private static Tensor like(Tensor tensor, double value) {
        return Tensor.constant(tensor.precision().of(new double[] {value}));
    }

    private static Tensor constant(double value) {
        return Tensor.constant(Precision.FLOAT64.of(new double[] {value}));
    }
}
