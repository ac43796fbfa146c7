package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ValueTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** The last digits of results that are exact in decimal but not in binary. */
    private static final double ROUNDING = 1e-14;

    /** Relative: two roundings of the elementary function and two of the formula. */
    private static final double FOUR_ROUNDINGS = 4 * 0x1p-53;

    /** Op, input, value, derivative. */
    static final List<Arguments> EDGE_CASES = List.of(
            unary("relu at 0", Value::relu, 0, 0, 0),
            unary("relu of NaN", Value::relu, NAN, NAN, NAN),
            unary("leaky relu at 0", Value::leakyRelu, 0, 0, 0.01),
            unary("leaky relu below 0", Value::leakyRelu, -2, -0.02, 0.01),
            unary("leaky relu with a slope at 0", z -> z.leakyRelu(0.3), 0, 0, 0.3),
            unary("leaky relu of NaN", Value::leakyRelu, NAN, NAN, NAN),
            unary("abs at 0", Value::abs, 0, 0, 0),
            unary("abs of NaN", Value::abs, NAN, NAN, NAN),
            unary("tie with a constant maximum", a -> a.maximum(2), 2, 2, 0.5),
            unary("tie with a constant minimum", a -> a.minimum(2), 2, 2, 0.5),
            unary("maximum with itself", a -> a.maximum(a), 2, 2, 1),
            unary("minimum with itself", a -> a.minimum(a), 2, 2, 1),
            unary("tie at infinity", a -> a.maximum(INFINITY), INFINITY, INFINITY, 0.5),
            unary("maximum of NaN", a -> a.maximum(2), NAN, NAN, NAN),
            unary("minimum of NaN", a -> a.minimum(2), NAN, NAN, NAN),
            unary("sigmoid at 0", Value::sigmoid, 0, 0.5, 0.25),
            unary("sigmoid far right", Value::sigmoid, 40, 1, 4.248354255291589e-18),
            unary("sigmoid far left", Value::sigmoid, -40, 4.248354255291589e-18, 4.248354255291589e-18),
            unary("sigmoid near the smallest numbers", Value::sigmoid, -740, 4.2e-322, 4.2e-322),
            unary("sigmoid at infinity", Value::sigmoid, INFINITY, 1, 0),
            unary("sigmoid at -infinity", Value::sigmoid, -INFINITY, 0, 0),
            unary("sigmoid of NaN", Value::sigmoid, NAN, NAN, NAN),
            unary("tanh at 0", Value::tanh, 0, 0, 1),
            unary("tanh far right", Value::tanh, 40, 1, 7.219405551381661e-35),
            unary("tanh far left", Value::tanh, -40, -1, 7.219405551381661e-35),
            unary("tanh very far right", Value::tanh, 350, 1, 3.943870617503908e-304),
            unary("tanh at infinity", Value::tanh, INFINITY, 1, 0),
            unary("tanh of NaN", Value::tanh, NAN, NAN, NAN),
            unary("softplus at 0", Value::softplus, 0, 0.6931471805599453, 0.5),
            unary("softplus far right", Value::softplus, 1000, 1000, 1),
            unary("softplus far left", Value::softplus, -40, 4.248354255291589e-18, 4.248354255291589e-18),
            unary("softplus at -infinity", Value::softplus, -INFINITY, 0, 0),
            unary("softplus of NaN", Value::softplus, NAN, NAN, NAN),
            unary("square at 0", a -> a.pow(2), 0, 0, 0),
            unary("first power at 0", a -> a.pow(1), 0, 0, 1),
            unary("zeroth power at 0", a -> a.pow(0), 0, 1, 0),
            unary("zeroth power of 3", a -> a.pow(0), 3, 1, 0),
            unary("root as a power at 0", a -> a.pow(0.5), 0, 0, INFINITY),
            unary("root at 0", Value::sqrt, 0, 0, INFINITY),
            unary("broken power of a negative number", a -> a.pow(0.5), -1, NAN, NAN),
            unary("log at 0", Value::log, 0, -INFINITY, INFINITY),
            unary("exp overflows", Value::exp, 1000, INFINITY, INFINITY));

    /** Op, a, b, value, d/da, d/db. */
    static final List<Arguments> EDGE_CASES_OF_TWO = List.of(
            binary("maximum, tie", Value::maximum, 2, 2, 2, 0.5, 0.5),
            binary("minimum, tie", Value::minimum, 2, 2, 2, 0.5, 0.5),
            binary("maximum, tie of zeros", Value::maximum, 0, -0.0, 0, 0.5, 0.5),
            binary("maximum with NaN", Value::maximum, 2, NAN, NAN, NAN, NAN),
            binary("maximum", Value::maximum, 2, 3, 3, 0, 1),
            binary("minimum", Value::minimum, 2, 3, 2, 1, 0),
            binary("power of a negative number", Value::pow, -2, 2, 4, -4, NAN),
            binary("power of 0", Value::pow, 0, 2, 0, 0, 0),
            binary("zeroth power of 0", Value::pow, 0, 0, 1, 0, 0),
            binary("zeroth power", Value::pow, 2, 0, 1, 0, 0.6931471805599453),
            binary("negative power of 0", Value::pow, 0, -1, INFINITY, -INFINITY, -INFINITY),
            binary("division by 0", Value::div, 1, 0, INFINITY, INFINITY, -INFINITY),
            binary("division by a huge number", Value::div, 1e200, 1e200, 1, 1e-200, -1e-200));

    @ParameterizedTest
    @FieldSource("EDGE_CASES")
    void op_at_its_edges(UnaryOperator<Value> op, double at, double data, double grad) {
        var a = Value.of(at);
        var result = op.apply(a);
        result.backward();
        assertThat(result.data()).isEqualTo(data, offsetFor(data));
        assertThat(a.grad()).isEqualTo(grad, offsetFor(grad));
    }

    @ParameterizedTest
    @FieldSource("EDGE_CASES_OF_TWO")
    void op_of_two_at_its_edges(
            BinaryOperator<Value> op, double atA, double atB, double data, double gradA, double gradB) {
        var a = Value.of(atA);
        var b = Value.of(atB);
        var result = op.apply(a, b);
        result.backward();
        assertThat(List.of(result.data(), a.grad(), b.grad())).containsExactly(data, gradA, gradB);
    }

    @Test
    void example_by_hand_has_the_gradients_of_the_textbook() {
        var x = Value.of(2, "x");
        var w = Value.of(0.4, "w");
        var b = Value.of(0.1, "b");
        var y = Value.of(2.17, "y");
        var z1 = x.mul(w).as("z1");
        var z2 = z1.add(b).as("z2");
        var z3 = y.sub(z2).as("z3");
        var loss = z3.pow(2).as("L");
        loss.backward();
        assertThat(z3.data()).isEqualTo(1.27, within(ROUNDING));
        assertThat(loss.grad()).isEqualTo(1);
        assertThat(z3.grad()).isEqualTo(2.54, within(ROUNDING));
        assertThat(y.grad()).isEqualTo(2.54, within(ROUNDING));
        assertThat(z2.grad()).isEqualTo(-2.54, within(ROUNDING));
        assertThat(z1.grad()).isEqualTo(-2.54, within(ROUNDING));
        assertThat(b.grad()).isEqualTo(-2.54, within(ROUNDING));
        assertThat(w.grad()).isEqualTo(-5.08, within(ROUNDING));

        new Sgd(List.of(w, b)).step(0.03);
        assertThat(w.data()).isEqualTo(0.4 + 0.1524, within(ROUNDING));
        assertThat(b.data()).isEqualTo(0.1 + 0.0762, within(ROUNDING));
        assertThat(y.sub(x.mul(w).add(b)).data()).isEqualTo(0.889, within(ROUNDING));
    }

    @Test
    void micrograd_readme_has_the_numbers_it_prints() {
        var a = Value.of(-4.0);
        var b = Value.of(2.0);
        var c = a.add(b);
        var d = a.mul(b).add(b.pow(3));
        c = c.add(c.add(1));
        c = c.add(c.add(1).add(a.neg()));
        d = d.add(d.mul(2).add(b.add(a).relu()));
        d = d.add(d.mul(3).add(b.sub(a).relu()));
        var e = c.sub(d);
        var f = e.pow(2);
        var g = f.div(2.0);
        g = g.add(Value.of(10.0).div(f));
        g.backward();
        assertThat("%.4f %.4f %.4f".formatted(g.data(), a.grad(), b.grad())).isEqualTo("24.7041 138.8338 645.5773");
    }

    @Test
    void op_with_a_plain_number_has_one_edge() {
        var a = Value.of(3, "a");
        assertThat(a.mul(4).edges()).containsExactly(new Edge(a, 4));
    }

    @Test
    void sum_with_itself_has_two_edges() {
        var a = Value.of(3, "a");
        var sum = a.add(a);
        assertThat(sum.edges()).containsExactly(new Edge(a, 1), new Edge(a, 1));
        sum.backward();
        assertThat(a.grad()).isEqualTo(2);
    }

    @Test
    void leaf_has_no_op_and_no_edges() {
        var a = Value.of(3);
        assertThat(a.isLeaf()).isTrue();
        assertThat(a.op()).isEmpty();
        assertThat(a.label()).isEmpty();
        assertThat(a.edges()).isEmpty();
    }

    @Test
    void ops_bear_the_names_people_expect() {
        var a = Value.of(3);
        assertThat(List.of(a.add(1), a.sub(a), a.mul(a), a.div(2), a.neg(), a.pow(2), a.leakyRelu(), a.maximum(0)))
                .extracting(Value::op)
                .containsExactly("+", "-", "*", "/", "neg", "^", "leakyRelu", "maximum");
    }

    @Test
    void leaf_gradients_accumulate_until_cleared() {
        var a = Value.of(3);
        a.mul(2).backward();
        a.mul(5).backward();
        assertThat(a.grad()).isEqualTo(7);
        a.zeroGrad();
        assertThat(a.grad()).isZero();
        a.mul(5).backward();
        assertThat(a.grad()).isEqualTo(5);
    }

    @Test
    void interior_gradients_are_reset_by_each_pass() {
        var a = Value.of(3);
        var interior = a.mul(2);
        var root = interior.mul(5);
        root.backward();
        root.backward();
        assertThat(root.grad()).isEqualTo(1);
        assertThat(interior.grad()).isEqualTo(5);
        assertThat(a.grad()).isEqualTo(20);
    }

    @Test
    void gradient_of_zero_differs_from_one_not_computed() {
        var a = Value.of(-3);
        var relu = a.relu();
        assertThat(a.hasGrad()).isFalse();
        assertThat(a.grad()).isZero();
        relu.backward();
        assertThat(a.hasGrad()).isTrue();
        assertThat(a.grad()).isZero();
        a.zeroGrad();
        assertThat(a.hasGrad()).isFalse();
    }

    @Test
    void backward_of_a_leaf_accumulates_one() {
        var a = Value.of(3);
        a.backward();
        a.backward();
        assertThat(a.grad()).isEqualTo(2);
    }

    @Test
    void leaf_that_was_assigned_stops_the_backward_pass() {
        var x = Value.of(2, "x");
        var w = Value.of(3, "w");
        var loss = x.mul(w).pow(2);
        new Sgd(List.of(w)).step(0.1);
        w.assign(4);
        assertThatThrownBy(loss::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("backward: expected leaf w at version 0, as when the expression was built, got version 1; "
                        + "build the expression again after the step");
        assertThat(x.hasGrad() || w.hasGrad() || loss.hasGrad()).isFalse();
        x.mul(w).pow(2).backward();
        assertThat(w.grad()).isEqualTo(32);
    }

    @Test
    void only_leaves_that_the_pass_reaches_are_checked() {
        var w = Value.of(3, "w");
        var u = Value.of(5, "u");
        var part = w.mul(2);
        var whole = part.add(u);
        u.assign(6);
        part.backward();
        assertThat(w.grad()).isEqualTo(2);
        assertThatThrownBy(whole::backward).hasMessageContaining("leaf u at version 0");
    }

    @Test
    void leaf_assigned_between_its_two_uses_stops_the_backward_pass() {
        var w = Value.of(3, "w");
        var before = w.mul(2);
        w.assign(4);
        var sum = before.add(w);
        assertThatThrownBy(sum::backward).hasMessageContaining("leaf w at version 0");
    }

    @Test
    void interior_node_cannot_be_assigned() {
        var product = Value.of(2, "x").mul(Value.of(3, "w"));
        assertThatThrownBy(() -> product.assign(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("assign: expected a leaf, got (x * w), which is computed; "
                        + "assign the leaves it is computed from");
    }

    @Test
    void label_is_never_null() {
        assertThatNullPointerException()
                .isThrownBy(() -> Value.of(1, null))
                .withMessage("label: expected a text, got null");
        assertThatNullPointerException()
                .isThrownBy(() -> Value.of(1).as(null))
                .withMessage("as: expected a label, got null");
    }

    @Test
    void plain_number_of_an_op_is_remembered() {
        var a = Value.of(2);
        assertThat(a.pow(3).number()).hasValue(3);
        assertThat(a.sub(Double.NaN).number()).hasValue(Double.NaN);
        assertThat(a.leakyRelu().number()).hasValue(Value.LEAKY_SLOPE);
        assertThat(a.pow(Value.of(3)).number()).isEmpty();
        assertThat(a.tanh().number()).isEmpty();
        assertThat(a.number()).isEmpty();
    }

    @Test
    void prints_label_value_and_gradient() {
        var loss = Value.of(1.27, "z3").pow(2).as("L");
        assertThat(loss).hasToString("L = 1.6129 (grad not computed yet)");
        loss.backward();
        assertThat(loss).hasToString("L = 1.6129 (grad 1)");
    }

    /** Nothing for numbers that are exact, a few roundings for the others. */
    private static Offset<Double> offsetFor(double expected) {
        return offset(Double.isFinite(expected) ? FOUR_ROUNDINGS * Math.abs(expected) + Double.MIN_VALUE : 0);
    }

    private static Arguments unary(String name, UnaryOperator<Value> op, double at, double data, double grad) {
        return argumentSet(name, op, at, data, grad);
    }

    private static Arguments binary(
            String name, BinaryOperator<Value> op, double a, double b, double data, double gradA, double gradB) {
        return argumentSet(name, op, a, b, data, gradA, gradB);
    }
}
