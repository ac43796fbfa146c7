package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackwardPassTest {
    private final Tensor a = Tensor.parameter(Draws.array(Precision.FLOAT64, 1, 4, 3), "A");
    private final Tensor b = Tensor.parameter(Draws.array(Precision.FLOAT64, 2, 3, 2), "B");

    @Test
    void a_new_pass_has_seeded_the_root_and_computed_nothing_else() {
        var product = a.matmul(b);
        var root = product.sum();
        root.backward();
        a.zeroGrad();
        b.zeroGrad();
        new BackwardPass(root);

        assertThat(root.grad().item()).isEqualTo(1);
        assertThat(product.hasGrad()).isFalse();
        assertThat(a.hasGrad()).isFalse();
    }

    @Test
    void steps_go_from_the_root_down_one_interior_node_each() {
        var product = a.matmul(b);
        var root = product.sum();
        var pass = new BackwardPass(root);

        assertThat(pass.isDone()).isFalse();
        assertThat(pass.step().node()).isSameAs(root);
        assertThat(a.hasGrad()).isFalse();
        assertThat(pass.step().node()).isSameAs(product);
        assertThat(pass.isDone()).isTrue();
        assertThat(a.hasGrad()).isTrue();
    }

    @Test
    void a_step_says_formula_terms_and_what_came_out() {
        var product = a.matmul(b).as("C");
        var pass = new BackwardPass(product.sum());
        pass.step();
        var step = pass.step();
        var first = step.contributions().get(0);

        assertThat(step.grad()).isSameAs(product.grad());
        assertThat(step).hasToString("dA = dC·Bᵀ: (4x2), (3x2) -> (4x3)\ndB = Aᵀ·dC: (4x3), (4x2) -> (3x2)");
        assertThat(first.input()).isSameAs(a);
        assertThat(first.symbols()).isEqualTo("dA = G·Bᵀ");
        assertThat(first.terms())
                .extracting(Contribution.Term::letter, Contribution.Term::isGradient, Contribution.Term::array)
                .containsExactly(tuple("G", true, product.grad()), tuple("B", false, b.data()));
        assertThat(first.amount().toDoubles())
                .containsExactly(product.grad().matmulTransB(b.data()).toDoubles());
        assertThat(first.before()).isEmpty();
        assertThat(first.after()).isSameAs(a.grad());
    }

    @Test
    void a_node_used_twice_shows_what_was_there_before() {
        var x = Tensor.parameter(Precision.FLOAT64.full(Shape.of(), 3), "x");
        var twice = new BackwardPass(x.mul(x).as("y")).step().contributions();
        assertThat(twice.get(0).formula(Tensor::label)).isEqualTo("dx = dy ⊙ x");
        assertThat(twice.get(1).formula(Tensor::label)).isEqualTo("dx += dy ⊙ x");
        assertThat(twice.get(1).before().orElseThrow().item()).isEqualTo(3);
        assertThat(twice.get(1).after().item()).isEqualTo(6);
    }

    @Test
    void nodes_without_a_label_go_by_their_op_and_numbers_by_their_digits() {
        var x = Tensor.parameter(Precision.FLOAT64.full(Shape.of(), 3), "x");
        assertThat(new BackwardPass(x.pow(2)).step()).hasToString("dx = d(^) ⊙ 2.0·x^(2.0 - 1): (), (), () -> ()");
    }

    @Test
    void a_broadcast_input_is_told_that_its_gradient_is_a_sum() {
        var bias = Tensor.parameter(Precision.FLOAT64.zeros(Shape.of(3)), "b");
        var column = Tensor.parameter(Precision.FLOAT64.full(Shape.of(4, 1), 2), "c");
        var one = Tensor.parameter(Precision.FLOAT64.full(Shape.of(), 2), "d");
        var sums = Stream.of(
                        a.add(bias), a.mul(column), a.div(one), a.mul(b.sum().reshape(1, 1, 1)))
                .map(node -> node.edges().get(1).formula());

        assertThat(sums)
                .containsExactly(
                        "db = column sums of g",
                        "db = row sums of (g ⊙ a)",
                        "db = sum of (-g ⊙ a / b²)",
                        "db = sum of (g ⊙ a)");
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void random_moves_end_at_the_bits_of_backward(Precision precision) {
        var expected = gradients(precision, pass -> {
            pass.finish();
            return pass;
        });
        var random = new Random(7);
        var walked = gradients(precision, pass -> {
            int depth = 0;
            for (int move = 0; move < 1000; move++) {
                if (depth > 0 && (pass.isDone() || random.nextInt(2) == 0)) {
                    pass.undo();
                    depth--;
                } else {
                    pass.step();
                    depth++;
                }
            }
            for (; depth > 0; depth--) {
                pass.undo();
            }
            assertThat(pass.nodes())
                    .filteredOn(Tensor::hasGrad)
                    .containsExactly(pass.nodes().get(0));
            while (!pass.isDone()) {
                pass.step();
            }
            return pass;
        });
        assertThat(walked).containsExactly(expected);
    }

    @Test
    void undo_gives_back_the_gradient_that_a_leaf_had_bit_for_bit() {
        a.mul(0.1).sum().backward();
        var before = a.grad();
        var pass = new BackwardPass(a.mul(1e-20).sum());
        pass.step();
        pass.step();
        pass.undo();

        assertThat(a.grad()).isSameAs(before);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void the_gradient_of_a_leaf_is_its_own_even_where_others_receive_the_same(Precision precision) {
        var x = Tensor.parameter(Draws.array(precision, 3, 4, 3));
        var y = Tensor.parameter(Draws.array(precision, 4, 4, 3));
        var seen = Tensor.parameter(Draws.array(precision, 5, 2, 6));
        var sum = x.add(y).add(seen.reshape(4, 3));
        sum.sum().backward();
        for (var leaf : List.of(x, y, seen)) {
            leaf.grad().addInPlace(leaf.grad());
        }

        assertThat(Stream.of(x, y, seen)
                        .flatMapToDouble(leaf -> Arrays.stream(leaf.grad().toDoubles())))
                .hasSize(36)
                .containsOnly(2.0);
        assertThat(sum.grad().toDoubles()).containsOnly(1);
    }

    @Test
    void an_abandoned_walk_does_not_spoil_the_next_one() {
        var root = a.matmul(b).tanh().sum();
        root.backward();
        var expected = a.grad().toDoubles();
        a.zeroGrad();
        new BackwardPass(root).step();
        root.backward();

        assertThat(a.grad().toDoubles()).containsExactly(expected);
    }

    @Test
    void nodes_come_before_their_inputs_without_the_constants() {
        var x = Tensor.constant(Draws.array(Precision.FLOAT64, 3, 5, 3));
        var product = x.matmul(b);
        var root = product.sum();

        assertThat(new BackwardPass(root).nodes()).containsExactly(root, product, b);
        assertThat(product.inputs()).containsExactly(x, b);
        assertThat(x.isConstant()).isTrue();
        assertThat(product.isConstant()).isFalse();
    }

    @Test
    void finish_keeps_nothing_to_undo() {
        var pass = new BackwardPass(a.sum());
        pass.finish();
        pass.finish();

        assertThat(a.grad().toDoubles()).containsOnly(1);
        assertThatThrownBy(pass::undo)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("undo: expected a step to take back, got none; "
                        + "call step() first (finish() keeps nothing to undo)");
        assertThatThrownBy(pass::step)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("step: expected a node still to come, got a pass that is done; make a new pass");
    }

    @Test
    void a_chain_of_100000_nodes_steps_back_and_undoes() {
        var x = Tensor.parameter(Precision.FLOAT32.full(Shape.of(), 1));
        var node = x;
        for (int i = 0; i < 100_000; i++) {
            node = node.neg();
        }
        var pass = new BackwardPass(node);
        while (!pass.isDone()) {
            pass.step();
        }
        assertThat(x.grad().item()).isEqualTo(1);
        for (int i = 0; i < 100_000; i++) {
            pass.undo();
        }
        assertThat(x.hasGrad()).isFalse();
    }

    private static double[] gradients(Precision precision, UnaryOperator<BackwardPass> walk) {
        var w = Tensor.parameter(Draws.array(precision, 11, 2, 3));
        var bias = Tensor.parameter(Draws.array(precision, 12, 2));
        var x = Tensor.parameter(Draws.array(precision, 13, 5, 3));
        var hidden = new Linear(w, bias).forward(x).tanh();
        var root = Losses.softmaxCrossEntropy(hidden, new int[] {0, 1, 1, 0, 1})
                .mean()
                .add(Losses.l2(List.of(w, x), 0.3, 5));
        walk.apply(new BackwardPass(root));
        return Stream.of(w, bias, x)
                .flatMapToDouble(leaf -> Arrays.stream(leaf.grad().toDoubles()))
                .toArray();
    }
}
