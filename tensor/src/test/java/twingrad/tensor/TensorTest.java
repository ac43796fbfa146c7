package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {
    @Test
    void the_example_by_hand_comes_out() {
        var x = Leaves.parameter(2).as("x");
        var w = Leaves.parameter(1).as("w");
        var b = Leaves.parameter(-1.27).as("b");
        var y = Leaves.parameter(2).as("y");
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
        var a = Leaves.parameter(3);
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
        var a = Leaves.parameter(1);
        var b = Leaves.parameter(2);
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

    @Test
    void a_chain_of_100000_nodes_does_not_overflow() {
        var leaf = Leaves.parameter(1);
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
        assertThatThrownBy(() -> Leaves.constant(2).mul(3).backward())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("backward: expected a tensor computed from a parameter, got *, which is constant; "
                        + "make its leaves with Tensor.parameter");
    }
}
