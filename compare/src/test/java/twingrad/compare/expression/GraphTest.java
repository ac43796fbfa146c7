package twingrad.compare.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.scalar.Value;

class GraphTest {

    @Test
    void equal_numbers_without_a_label_are_told_apart_by_strokes() {
        Graph graph = Graph.of(
                leaves -> leaves.get("x").add(Value.of(1)).add(Value.of(1)).add(Value.of(1)),
                Map.of("x", 2.0),
                Set.of());

        assertThat(graph.nodes()).extracting(Node::name).contains("x", "1", "1'", "1'3");
    }

    @Test
    void nodes_come_in_forward_order_with_leaves_as_they_were_given() {
        Graph graph = Examples.named("by-hand").graph();

        assertThat(graph.nodes()).extracting(Node::name).containsExactly("x", "w", "b", "y", "z1", "z2", "z3", "L");
        assertThat(graph.rootName()).isEqualTo("L");
        assertThat(graph.root()).isSameAs(graph.value("L"));
        assertThat(graph.node("L"))
                .isEqualTo(new Node("L", "^", List.of("z3"), OptionalDouble.of(2), 1.6129, false, false));
        assertThat(graph.node("y")).isEqualTo(new Node("y", "", List.of(), OptionalDouble.empty(), 3, true, true));
        assertThat(graph.node("w").constant()).isFalse();
    }

    @Test
    void node_used_twice_by_one_op_is_named_twice_among_its_inputs() {
        assertThat(graph("a*a", "a", 3).node("v1").inputs()).containsExactly("a", "a");
    }

    @Test
    void unnamed_nodes_are_numbered_around_the_names_that_there_are() {
        var graph = graph("exp(v1) + sin(v1) - 1", "v1", 0);

        assertThat(graph.nodes()).extracting(Node::name).containsExactly("v1", "v2", "v3", "v4", "v5");
    }

    @Test
    void numbers_are_leaves_named_by_their_text_and_never_set() {
        var graph = graph("(5 - x) * (5.0 - x) / (5 - x)^2 + (5 - x)", "x", 1);

        assertThat(graph.nodes())
                .filteredOn(Node::leaf)
                .extracting(Node::name)
                .containsExactly("x", "5", "5.0", "5'", "5'3");
        assertThat(graph.node("5").constant()).isTrue();
        assertThat(graph.leaves()).containsOnlyKeys("x");
    }

    @Test
    void names_given_twice_by_a_function_are_told_apart() {
        var graph = Graph.of(
                leaves ->
                        leaves.get("a").exp().as("e").mul(leaves.get("a").neg().as("e")),
                Map.of("a", 1.0),
                Set.of());

        assertThat(graph.nodes()).extracting(Node::name).containsExactly("a", "e", "e'", "v1");
    }

    @Test
    void another_leaf_builds_the_expression_anew_and_leaves_this_one_alone() {
        Graph graph = Examples.named("by-hand").graph();
        Graph other = graph.with("w", 0.6524).with("b", 0.8062);

        assertThat(other.node("z3").value()).isEqualTo(3 - (2 * 0.6524 + 0.8062));
        assertThat(other.nodes())
                .extracting(Node::name)
                .isEqualTo(graph.nodes().stream().map(Node::name).toList());
        assertThat(other.node("x").constant()).isTrue();
        assertThat(graph.node("z3").value()).isEqualTo(1.27);
        assertThat(graph.leaves()).isEqualTo(Map.of("x", 2.0, "w", 0.5, "b", 0.73, "y", 3.0));
    }

    @Test
    void leaf_that_there_is_not_is_refused_with_those_that_there_are() {
        Graph graph = Examples.named("by-hand").graph();

        assertThatThrownBy(() -> graph.with("z1", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("set: expected one of the leaves x, w, b, y, got z1");
        assertThatThrownBy(() -> graph.node("q"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("node: expected one of x, w, b, y, z1, z2, z3, L, got q");
        assertThatThrownBy(() -> Graph.of(leaves -> leaves.get("a").exp(), Map.of("a", 1.0), Set.of("c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("constant: expected one of a, got c");
    }

    @Test
    void leaf_that_the_root_does_not_depend_on_is_no_node() {
        var graph = Graph.of(leaves -> leaves.get("a").exp(), Map.of("a", 1.0, "c", 2.0), Set.of("c"));

        assertThat(graph.leaves()).containsOnlyKeys("a");
        assertThat(graph.nodes()).extracting(Node::name).containsExactly("a", "v1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            d = x - 1; q = 2/d; L = q*0         | 1  | q
            l = log(-x); L = l + exp(2000*x)    | 1  | l
            e = exp(x); s = sqrt(-e); L = s*e   | 800 | e
            L = x^0.5                           | -1 | L
            L = x*2                             | Infinity | x
            L = x*2                             | 1  |
            """)
    void first_node_that_is_not_finite_is_named(String text, double x, String name) {
        assertThat(graph(text, "x", x).firstNonFinite().orElse(null)).isEqualTo(name);
    }

    @Test
    void root_may_be_a_leaf() {
        var graph = Graph.of(leaves -> leaves.get("a"), Map.of("a", 1.0), Set.of());

        assertThat(graph.nodes()).hasSize(1);
        assertThat(graph.rootName()).isEqualTo("a");
    }

    @Test
    void unlabelled_leaf_of_a_function_is_named_by_its_number() {
        var leaves = new LinkedHashMap<String, Double>();
        leaves.put("a", 2.0);
        var graph = Graph.of(given -> given.get("a").mul(Value.of(-0.5)), leaves, Set.of());

        assertThat(graph.nodes()).extracting(Node::name).containsExactly("a", "-0.5", "v1");
    }

    private static Graph graph(String text, String leaf, double data) {
        return Script.parse(text).at(Map.of(leaf, data), Set.of());
    }
}
