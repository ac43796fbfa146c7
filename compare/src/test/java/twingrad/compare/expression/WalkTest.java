package twingrad.compare.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WalkTest {

    @Test
    void by_hand_example_steps_through_both_passes() {
        var walk = new Walk(Examples.named("by-hand").graph());

        assertThat(walk.length()).isEqualTo(8);
        assertThat(walk.forwardLength()).isEqualTo(4);
        assertThat(walk.steps()).extracting(WalkStep::toString).containsExactly("""
                z1 = x * w = 2 * 0.5 = 1""", """
                z2 = z1 + b = 1 + 0.73 = 1.73""", """
                z3 = y - z2 = 3 - 1.73 = 1.27""", """
                L = z3 ^ 2 = 1.27 ^ 2 = 1.6129""", """
                ∂L/∂L = 1
                  to z3: 1 · 2.54 = 2.54   with ∂L/∂z3 = 2·z3 = 2·1.27 = 2.54   (not computed yet -> 2.54)""", """
                ∂L/∂z3 = 2.54
                  to y: 2.54 · 1 = 2.54   with ∂z3/∂y = 1   (not computed yet -> 2.54)
                  to z2: 2.54 · (-1) = -2.54   with ∂z3/∂z2 = -1   (not computed yet -> -2.54)""", """
                ∂L/∂z2 = -2.54
                  to z1: -2.54 · 1 = -2.54   with ∂z2/∂z1 = 1   (not computed yet -> -2.54)
                  to b: -2.54 · 1 = -2.54   with ∂z2/∂b = 1   (not computed yet -> -2.54)""", """
                ∂L/∂z1 = -2.54
                  to x: -2.54 · 0.5 = -1.27   with ∂z1/∂x = w = 0.5   (not computed yet -> -1.27)
                  to w: -2.54 · 2 = -5.08   with ∂z1/∂w = x = 2   (not computed yet -> -5.08)""");
        walk.finish();
        assertThat(grads(walk))
                .isEqualTo(Map.of(
                        "x", -1.27, "w", -5.08, "b", -2.54, "y", 2.54, "z1", -2.54, "z2", -2.54, "z3", 2.54, "L", 1.0));
    }

    @Test
    void contributions_of_a_node_used_twice_are_visibly_summed() {
        var walk = new Walk(Script.parse("s = a*a").at(Map.of("a", 3.0), Set.of()));

        assertThat(walk.steps().get(1)).hasToString("""
                ∂s/∂s = 1
                  to a: 1 · 3 = 3   with ∂s/∂a = a = 3   (not computed yet -> 3)
                  to a: 1 · 3 = 3   with ∂s/∂a = a = 3   (3 -> 3 + 3 = 6)""");
        assertThat(walk.steps().get(1).edges().get(1))
                .isEqualTo(new WalkEdge("a", "∂s/∂a = a = 3", 3, 3, OptionalDouble.of(3), OptionalDouble.of(6)));
    }

    @Test
    void nothing_is_shown_before_it_is_computed() {
        var walk = new Walk(Examples.named("by-hand").graph());

        assertThat(shown(walk)).containsExactly("x", "w", "b", "y");
        assertThat(grads(walk)).isEmpty();
        walk.step();
        walk.step();
        assertThat(shown(walk)).containsExactly("x", "w", "b", "y", "z1", "z2");
        assertThat(grads(walk)).isEmpty();
        walk.moveTo(4);
        assertThat(shown(walk)).hasSize(8);
        assertThat(grads(walk)).isEqualTo(Map.of("L", 1.0));
        walk.moveTo(6);
        assertThat(grads(walk)).isEqualTo(Map.of("L", 1.0, "z3", 2.54, "y", 2.54, "z2", -2.54));
        walk.undo();
        assertThat(grads(walk)).isEqualTo(Map.of("L", 1.0, "z3", 2.54));
        walk.moveTo(3);
        assertThat(grads(walk)).isEmpty();
        assertThat(walk.isValueShown("L")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("twingrad.compare.expression.Examples#names")
    void thousand_random_moves_end_where_backward_does(String example) {
        Graph graph = Examples.named(example).graph();
        graph.root().backward();
        var expected = new HashMap<String, Double>();
        graph.nodes()
                .forEach(node ->
                        expected.put(node.name(), graph.value(node.name()).grad()));
        var walk = new Walk(Examples.named(example).graph());
        var random = new Random(3);
        var seen = new HashMap<Integer, Map<String, Double>>();
        for (int move = 0; move < 1000; move++) {
            if (walk.position() == 0 || !walk.isDone() && random.nextInt(20) < 11) {
                walk.step();
            } else {
                walk.undo();
            }
            assertThat(grads(walk)).isEqualTo(seen.computeIfAbsent(walk.position(), p -> grads(walk)));
        }
        walk.finish();

        assertThat(walk.isDone()).isTrue();
        assertThat(grads(walk)).isEqualTo(expected);
    }

    @Test
    void walks_over_one_graph_do_not_disturb_each_other() {
        Graph graph = Examples.named("by-hand").graph();
        var first = new Walk(graph);
        first.moveTo(6);
        var second = new Walk(graph);
        second.moveTo(2);

        assertThat(first.shownGrad("z2")).hasValue(-2.54);
        first.finish();
        assertThat(first.shownGrad("w")).hasValue(-5.08);
        assertThat(second.shownGrad("w")).isEmpty();
    }

    @Test
    void with_another_leaf_the_walk_goes_on_from_the_same_place() {
        var walk = new Walk(Examples.named("by-hand").graph());
        walk.moveTo(5);
        Walk other = walk.with("w", 0.7);

        assertThat(other.position()).isEqualTo(5);
        assertThat(other.graph().node("z3").value()).isEqualTo(3 - (2 * 0.7 + 0.73));
        assertThat(other.shownGrad("z3")).hasValue(2 * (3 - (2 * 0.7 + 0.73)));
        assertThat(walk.graph().node("w").value()).isEqualTo(0.5);
    }

    @Test
    void first_value_or_gradient_that_is_not_finite_is_named_as_soon_as_it_is_shown() {
        var value = new Walk(Script.parse("d = x - 1; q = 1/d; L = q*0").at(Map.of("x", 1.0), Set.of()));
        var gradient = new Walk(Script.parse("L = sqrt(x)").at(Map.of("x", 0.0), Set.of()));
        var given = new Walk(Script.parse("L = x*x").at(Map.of("x", Double.NaN), Set.of()));

        value.moveTo(1);
        assertThat(value.firstNonFinite()).isEmpty();
        value.step();
        assertThat(value.firstNonFinite())
                .hasValue("the first value that is not finite is that of q: q = 1 / d = 1 / 0 = Infinity");
        gradient.step();
        assertThat(gradient.firstNonFinite()).isEmpty();
        gradient.step();
        assertThat(gradient.firstNonFinite())
                .hasValue("the first gradient that is not finite goes from L to x: "
                        + "∂L/∂x = 1/(2·√x) = 1/(2·√0) = Infinity");
        assertThat(given.firstNonFinite())
                .hasValue("the first value that is not finite is that of x, which was given so");
    }

    @Test
    void kind_of_a_node_has_the_plain_number_that_no_edge_shows() {
        var walk = new Walk(Examples.named("by-hand").graph());

        assertThat(walk.graph().nodes())
                .extracting(Node::kind)
                .containsExactly("constant", "leaf", "leaf", "constant", "*", "+", "-", "^ 2");
    }

    @Test
    void restart_goes_back_to_the_start() {
        var walk = new Walk(Examples.named("by-hand").graph());
        walk.finish();
        walk.restart();

        assertThat(walk.position()).isZero();
        assertThat(grads(walk)).isEmpty();
    }

    @Test
    void leaf_alone_has_no_step_and_the_gradient_1() {
        var walk = new Walk(Script.parse("a").at(Map.of("a", 3.0), Set.of()));

        assertThat(walk.length()).isZero();
        assertThat(walk.isDone()).isTrue();
        assertThat(walk.shownGrad("a")).hasValue(1);
    }

    @Test
    void moves_beyond_the_ends_are_refused() {
        var walk = new Walk(Examples.named("by-hand").graph());

        assertThatThrownBy(walk::undo)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("undo: expected a step to take back, got none");
        assertThatThrownBy(() -> walk.moveTo(9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("moveTo: expected a position from 0 to 8, got 9");
        walk.finish();
        assertThatThrownBy(walk::step)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("step: expected a step still to come, got a walk that is done");
    }

    private static List<String> shown(Walk walk) {
        return walk.graph().nodes().stream()
                .map(Node::name)
                .filter(walk::isValueShown)
                .toList();
    }

    private static Map<String, Double> grads(Walk walk) {
        var grads = new HashMap<String, Double>();
        var names = new ArrayList<String>();
        walk.graph().nodes().forEach(node -> names.add(node.name()));
        names.forEach(name -> walk.shownGrad(name).ifPresent(grad -> grads.put(name, grad)));
        return grads;
    }
}
