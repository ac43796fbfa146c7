package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackwardPassTest {
    private static final int LONG_CHAIN = 1_000_000;

    private final Value x = Value.of(2, "x");
    private final Value w = Value.of(0.4, "w");
    private final Value b = Value.of(0.1, "b");

    @Test
    void steps_go_from_the_root_down_one_interior_node_each() {
        var product = x.mul(w);
        var sum = product.add(b);
        var pass = new BackwardPass(sum);
        assertThat(pass.isDone()).isFalse();
        assertThat(pass.step().node()).isSameAs(sum);
        assertThat(product.grad()).isEqualTo(1);
        assertThat(x.hasGrad()).isFalse();
        assertThat(pass.step().node()).isSameAs(product);
        assertThat(pass.isDone()).isTrue();
        assertThat(x.grad()).isEqualTo(0.4);
    }

    @Test
    void new_pass_has_seeded_the_root_and_computed_nothing_else() {
        var product = x.mul(w);
        var root = product.add(b);
        root.backward();
        x.zeroGrad();
        new BackwardPass(root);
        assertThat(root.grad()).isEqualTo(1);
        assertThat(product.hasGrad()).isFalse();
        assertThat(x.hasGrad()).isFalse();
        assertThat(w.grad()).isEqualTo(2);
    }

    @Test
    void node_hands_on_only_when_its_gradient_is_complete() {
        var shared = x.mul(w);
        var first = shared.exp();
        var second = first.mul(shared);
        var pass = new BackwardPass(second.add(shared));
        while (!pass.isDone()) {
            var step = pass.step();
            assertThat(step.grad()).isEqualTo(step.node().grad());
            if (step.node() == shared) {
                assertThat(pass.isDone()).isTrue();
            }
        }
    }

    @Test
    void step_records_what_every_edge_contributed() {
        var a = Value.of(3, "a");
        var step = new BackwardPass(a.mul(a)).step();
        assertThat(step.contributions())
                .containsExactly(
                        new Contribution(a, 3, 3, OptionalDouble.empty(), OptionalDouble.of(3)),
                        new Contribution(a, 3, 3, OptionalDouble.of(3), OptionalDouble.of(6)));
    }

    @Test
    void undo_restores_gradients_even_that_there_was_none() {
        var a = Value.of(3, "a");
        var square = a.mul(a);
        var pass = new BackwardPass(square);
        pass.step();
        pass.undo();
        assertThat(a.hasGrad()).isFalse();
        assertThat(square.grad()).isEqualTo(1);
        assertThat(pass.isDone()).isFalse();
    }

    @Test
    void undo_is_exact_where_subtracting_would_not_be() {
        var root = x.mul(1e-20);
        x.mul(0.1).backward();
        var pass = new BackwardPass(root);
        pass.step();
        pass.undo();
        assertThat(x.grad()).isEqualTo(0.1);
    }

    @Test
    void random_walk_of_steps_and_undos_ends_where_backward_does() {
        expression().backward();
        var expected = gradients();
        List.of(x, w, b).forEach(Value::zeroGrad);
        var pass = new BackwardPass(expression());
        var random = new Random(7);
        var depth = 0;
        for (var move = 0; move < 1000; move++) {
            if (depth > 0 && (pass.isDone() || random.nextInt(2) == 0)) {
                pass.undo();
                depth--;
            } else {
                pass.step();
                depth++;
            }
        }
        pass.finish();
        assertThat(pass.isDone()).isTrue();
        assertThat(gradients()).isEqualTo(expected);
    }

    @Test
    void all_steps_undone_leave_no_gradient_but_the_seed() {
        var pass = new BackwardPass(expression());
        var steps = 0;
        for (; !pass.isDone(); steps++) {
            pass.step();
        }
        for (; steps > 0; steps--) {
            pass.undo();
        }
        assertThat(pass.nodes())
                .filteredOn(Value::hasGrad)
                .containsExactly(pass.nodes().get(0));
    }

    @Test
    void abandoned_walk_does_not_spoil_the_next_one() {
        var root = expression();
        root.backward();
        var expected = gradients();
        new BackwardPass(root).step();
        List.of(x, w, b).forEach(Value::zeroGrad);
        root.backward();
        assertThat(gradients()).isEqualTo(expected);
    }

    @Test
    void pass_that_was_refused_does_not_spoil_the_next_one() {
        var part = x.mul(w).exp();
        var whole = part.add(b);
        b.assign(5);
        assertThatThrownBy(() -> new BackwardPass(whole)).isInstanceOf(IllegalStateException.class);
        part.backward();
        assertThat(x.grad()).isEqualTo(w.data() * part.data());
    }

    @Test
    void passes_with_leaves_in_common_may_alternate() {
        var first = new BackwardPass(x.mul(w).mul(3));
        var second = new BackwardPass(x.mul(5).mul(7));
        first.step();
        second.step();
        first.step();
        second.step();
        assertThat(x.grad()).isEqualTo(0.4 * 3 + 35);
    }

    @Test
    void nodes_come_before_their_inputs_and_each_once() {
        var nodes = new BackwardPass(expression()).nodes();
        assertThat(nodes).doesNotHaveDuplicates().contains(x, w, b);
        for (var node : nodes) {
            assertThat(node.edges()).allMatch(edge -> nodes.indexOf(edge.input()) > nodes.indexOf(node));
        }
    }

    @Test
    void zero_grad_clears_the_whole_graph_and_ends_the_pass() {
        var pass = new BackwardPass(x.mul(w).add(b));
        pass.step();
        assertThat(b.hasGrad()).isTrue();
        pass.zeroGrad();
        assertThat(pass.nodes()).hasSize(5).noneMatch(Value::hasGrad);
        assertThat(pass.isDone()).isTrue();
        assertThatThrownBy(pass::undo).hasMessageStartingWith("undo: expected a step to take back, got none");
    }

    @Test
    void leaf_as_a_root_is_done_at_once() {
        var pass = new BackwardPass(x);
        assertThat(pass.isDone()).isTrue();
        assertThat(pass.nodes()).containsExactly(x);
        assertThat(x.grad()).isEqualTo(1);
    }

    @Test
    void step_when_done_says_what_to_do() {
        var pass = new BackwardPass(x.neg());
        pass.finish();
        assertThatThrownBy(pass::step)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("step: expected a node still to come, got a pass that is done; make a new pass");
    }

    @Test
    void undo_at_the_start_says_what_to_do() {
        var pass = new BackwardPass(x.neg());
        assertThatThrownBy(pass::undo)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("undo: expected a step to take back, got none; "
                        + "call step() first (finish() keeps nothing to undo)");
    }

    @Test
    void finish_leaves_nothing_to_undo() {
        var pass = new BackwardPass(expression());
        pass.step();
        pass.finish();
        assertThatThrownBy(pass::undo).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void finish_at_the_end_does_nothing() {
        var pass = new BackwardPass(x.neg());
        pass.step();
        pass.finish();
        assertThat(x.grad()).isEqualTo(-1);
        pass.undo();
        assertThat(x.hasGrad()).isFalse();
    }

    @Test
    void chain_of_a_million_nodes_does_not_overflow_the_stack() {
        var end = x;
        for (var i = 0; i < LONG_CHAIN; i++) {
            end = end.neg();
        }
        end.backward();
        assertThat(x.grad()).isEqualTo(1);
        assertThat(end.data()).isEqualTo(2);
    }

    @Test
    void ladder_with_exponentially_many_paths_is_walked_once() {
        var end = x;
        for (var i = 0; i < 1000; i++) {
            end = end.add(end).mul(0.5);
        }
        end.backward();
        assertThat(x.grad()).isEqualTo(1);
        assertThat(new BackwardPass(end).nodes()).hasSize(2001);
    }

    @Test
    void root_is_never_null() {
        assertThatNullPointerException()
                .isThrownBy(() -> new BackwardPass(null))
                .withMessage("BackwardPass: expected a root, got null");
    }

    private Value expression() {
        var product = x.mul(w);
        var s = product.add(b).tanh();
        return s.mul(product).sub(s.exp().div(x)).maximum(b).add(product).mul(s);
    }

    private List<Double> gradients() {
        return List.of(x.grad(), w.grad(), b.grad());
    }
}
