package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForwardPassTest {
    private static final int LONG_CHAIN = 1_000_000;

    private final Value x = Value.of(2, "x");
    private final Value w = Value.of(0.5, "w");
    private final Value b = Value.of(0.73, "b");
    private final Value y = Value.of(3, "y");

    @Test
    void steps_print_the_formula_with_the_numbers_plugged_in() {
        var pass = new ForwardPass(byHand());
        var lines = new ArrayList<String>();
        while (!pass.isDone()) {
            lines.add(pass.step().toString());
        }
        assertThat(lines)
                .containsExactly(
                        "z1 = x * w = 2 * 0.5 = 1",
                        "z2 = z1 + b = 1 + 0.73 = 1.73",
                        "z3 = y - z2 = 3 - 1.73 = 1.27",
                        "L = z3 ^ 2 = 1.27 ^ 2 = 1.6129");
    }

    @Test
    void step_is_a_record_of_the_node_its_inputs_and_its_value() {
        var square = x.mul(x);
        assertThat(new ForwardPass(square).step()).isEqualTo(new ForwardStep(square, List.of(x, x), 4));
    }

    @Test
    void unlabelled_nodes_are_named_by_their_expressions() {
        assertThat(new ForwardPass(x.mul(Value.of(-0.25))).step()).hasToString("(x * (-0.25)) = 2 * (-0.25) = -0.5");
    }

    @Test
    void functions_are_written_with_their_plain_numbers() {
        assertThat(new ForwardPass(x.neg().leakyRelu(0.2).as("a")).nodes()).hasSize(3);
        assertThat(new ForwardPass(x.maximum(-1).as("m")).step())
                .hasToString("m = maximum(x, -1) = maximum(2, -1) = 2");
        assertThat(new ForwardPass(x.pow(Value.of(-3, "n")).as("p")).step())
                .hasToString("p = x ^ n = 2 ^ (-3) = 0.125");
    }

    @Test
    void nodes_come_after_their_inputs_and_each_once() {
        var nodes = new ForwardPass(byHand()).nodes();
        assertThat(nodes).doesNotHaveDuplicates().hasSize(8);
        for (var node : nodes) {
            assertThat(node.edges()).allMatch(edge -> nodes.indexOf(edge.input()) < nodes.indexOf(node));
        }
    }

    @Test
    void backward_pass_walks_the_same_nodes_the_other_way() {
        var root = byHand();
        var there = new ArrayList<Value>();
        var forward = new ForwardPass(root);
        while (!forward.isDone()) {
            there.add(forward.step().node());
        }
        var back = new ArrayList<Value>();
        var backward = new BackwardPass(root);
        while (!backward.isDone()) {
            back.add(backward.step().node());
        }
        Collections.reverse(back);
        assertThat(there).isEqualTo(back);
    }

    @Test
    void random_walk_over_both_passes_ends_where_backward_does() {
        byHand().backward();
        double[] expected = {x.grad(), w.grad(), b.grad(), y.grad()};
        List.of(x, w, b, y).forEach(Value::zeroGrad);
        var root = byHand();
        var forward = new ForwardPass(root);
        var nodes = forward.nodes();
        var backward = new BackwardPass(root);
        var random = new Random(11);
        var position = 0;
        for (var move = 0; move < 1000; move++) {
            var ahead = position == 0 || position < 8 && random.nextBoolean();
            if (ahead && position < 4) {
                assertThat(forward.step().node()).isSameAs(nodes.get(4 + position));
            } else if (ahead) {
                backward.step();
            } else if (position > 4) {
                backward.undo();
            } else {
                forward.undo();
            }
            position += ahead ? 1 : -1;
        }
        forward.finish();
        backward.finish();
        assertThat(new double[] {x.grad(), w.grad(), b.grad(), y.grad()}).isEqualTo(expected);
    }

    @Test
    void undo_takes_the_last_step_back() {
        var pass = new ForwardPass(byHand());
        var first = pass.step();
        pass.undo();
        assertThat(pass.step()).isEqualTo(first);
        pass.finish();
        assertThat(pass.isDone()).isTrue();
        pass.undo();
        assertThat(pass.step().node().label()).isEqualTo("L");
    }

    @Test
    void step_when_done_says_what_to_do() {
        var pass = new ForwardPass(x);
        assertThat(pass.isDone()).isTrue();
        assertThatThrownBy(pass::step)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("step: expected a node still to come, got a pass that is done; make a new pass");
    }

    @Test
    void undo_at_the_start_says_what_to_do() {
        var pass = new ForwardPass(byHand());
        assertThatThrownBy(pass::undo)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("undo: expected a step to take back, got none; call step() first");
    }

    @Test
    void leaf_that_was_assigned_after_the_expression_was_built_is_noticed() {
        var root = byHand();
        w.assign(0.7);
        assertThatThrownBy(() -> new ForwardPass(root))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("forward: expected leaf w at version 0, as when the expression was built, got version 1; "
                        + "build the expression again after the step");
    }

    @Test
    void chain_of_a_million_nodes_steps_to_the_end_and_back_in_both_passes() {
        var end = x;
        for (var i = 0; i < LONG_CHAIN; i++) {
            end = end.neg();
        }
        var forward = new ForwardPass(end);
        var backward = new BackwardPass(end);
        for (var i = 0; i < LONG_CHAIN; i++) {
            forward.step();
            backward.step();
        }
        assertThat(forward.isDone() && backward.isDone()).isTrue();
        assertThat(x.grad()).isEqualTo(1);
        for (var i = 0; i < LONG_CHAIN; i++) {
            forward.undo();
            backward.undo();
        }
        assertThat(x.hasGrad()).isFalse();
        assertThat(end.grad()).isEqualTo(1);
        backward.finish();
        assertThat(x.grad()).isEqualTo(1);
    }

    @Test
    void root_is_never_null() {
        assertThatNullPointerException()
                .isThrownBy(() -> new ForwardPass(null))
                .withMessage("ForwardPass: expected a root, got null");
    }

    private Value byHand() {
        var z1 = x.mul(w).as("z1");
        var z2 = z1.add(b).as("z2");
        return y.sub(z2).as("z3").pow(2).as("L");
    }
}
