package twingrad.compare.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.scalar.Value;

class ScriptTest {

    /** The two ways of computing a value here may round differently. */
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x + y*x                 |  8
            x - y - x               | -3
            x / y / x               |  0.3333333333333333
            (x + y)*x               | 10
            2*x^2                   |  8
            -x^2                    | -4
            (-x)^2                  |  4
            x^y^2                   |  512
            x^-y                    |  0.125
            x^-1^2                  |  0.5
            --x - -x                |  4
            2^3^2 + 0*x             |  512
            x^(1/2)^2               |  1.189207115002721
            1e1*x + .5*y + 2.*x     | 25.5
            1.5E-1*x                |  0.3
            5 - x                   |  3
            6/x                     |  3
            x - 5                   | -3
            x/4                     |  0.5
            1 + 2*3 - x             |  5
            maximum(x, y)           |  3
            maximum(1, x)           |  2
            minimum(x, 1)           |  1
            leakyRelu(-x)           | -0.02
            leakyRelu(-x, 0.25)     | -0.5
            pow(x, y) - pow(y, 2)   | -1
            add(x, mul(y, sub(x, div(y, 2)))) | 3.5
            neg(abs(-x))            | -2
            exp(log(x)) + sqrt(x*x) |  4
            sin(0*x) + cos(0*x)     |  1
            relu(x) - relu(-x)      |  2
            tanh(0*x) + sigmoid(0*x) + softplus(0*x) - log(x) | 0.5
            """)
    void operators_and_functions_have_their_values(String text, double value) {
        var script = Script.parse(text);
        var values = new HashMap<>(Map.of("x", 2.0, "y", 3.0));
        values.keySet().retainAll(script.inputs());
        var graph = script.at(values, Set.of());

        assertThat(graph.root().data()).isCloseTo(value, within(ROUNDING));
    }

    @Test
    void plain_numbers_stay_with_their_op_where_the_engine_takes_them() {
        var graph = graph("2*x + 1 - x/4 + x^2 + maximum(0, x) - (x - 3)");

        assertThat(graph.nodes()).filteredOn(Node::leaf).extracting(Node::name).containsExactly("x");
        assertThat(graph.nodes()).filteredOn(node -> node.number().isPresent()).hasSize(6);
    }

    @Test
    void ops_of_numbers_alone_are_worked_out_at_once() {
        var graph = graph("x*(2 + 3*4 - 2^2)");

        assertThat(graph.nodes()).hasSize(2);
        assertThat(graph.node("v1").number()).hasValue(10);
    }

    @Test
    void names_stand_for_their_nodes_on_one_line_or_on_several() {
        var one = graph("a = x*2; b = a*a; L = a + b;");
        var several = graph("""
                # the same
                a = x*2

                b = (a * # twice
                     a)
                L = add(
                    a,
                    b
                )
                """);

        assertThat(one.nodes()).isEqualTo(several.nodes());
        assertThat(one.node("b").inputs()).containsExactly("a", "a");
    }

    @Test
    void inputs_are_the_names_that_need_a_value_in_order() {
        var script = Script.parse("z = w*x + b; c = 2; L = (y - z)^c");

        assertThat(script.inputs()).containsExactly("w", "x", "b", "y");
    }

    @Test
    void leaf_may_bring_its_value_and_be_given_another() {
        var script = Script.parse("w = -0.5; half = 1/2; L = w*half");

        assertThat(script.at(Map.of(), Set.of("half")).root().data()).isEqualTo(-0.25);
        var graph = script.at(Map.of("w", 4.0), Set.of("half"));
        assertThat(graph.root().data()).isEqualTo(2);
        assertThat(graph.leaves()).isEqualTo(Map.of("w", 4.0, "half", 0.5));
        assertThat(graph.node("half").constant()).isTrue();
    }

    @Test
    void second_name_of_a_node_is_no_second_node() {
        var graph = graph("a = exp(x); b = a; L = b*a");

        assertThat(graph.nodes()).extracting(Node::name).containsExactly("x", "a", "L");
        assertThat(graph.node("L").inputs()).containsExactly("a", "a");
    }

    @Test
    void letters_of_any_script_make_names() {
        assertThat(Script.parse("θ_1*größe").inputs()).containsExactly("θ_1", "größe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", ";\n", "\n\n;;\n"})
    void statements_may_be_separated_in_any_way(String separator) {
        assertThat(graph("a = x*3" + separator + "L = a + 1").root().data()).isEqualTo(7);
    }

    @Test
    void five_thousand_nodes_are_read_and_walked_through() {
        var sum = IntStream.range(0, 2500).mapToObj(i -> "sin(x)").collect(Collectors.joining(" + "));
        var walk = new Walk(graph(sum));
        walk.finish();

        assertThat(walk.graph().nodes()).hasSize(5000);
        assertThat(walk.shownGrad("x").orElseThrow()).isCloseTo(2500 * StrictMath.cos(2), within(1e-9));
    }

    /** Half of the JVM's usual megabyte: the reader leaves the rest to whoever calls it. */
    @Test
    void parentheses_may_be_as_deep_as_is_said_on_a_small_stack() throws InterruptedException {
        var sizes = new ArrayList<Integer>();
        Runnable reading = () -> {
            for (var text : List.of(
                    "(".repeat(100) + "x" + ")".repeat(100),
                    "sin(".repeat(100) + "x" + ")".repeat(100),
                    "(1 + x^".repeat(50) + "x" + ")".repeat(50),
                    "x" + "^x".repeat(100))) {
                sizes.add(graph(text).nodes().size());
            }
        };
        var thread = new Thread(null, reading, "small", 512 * 1024);
        thread.start();
        thread.join();

        assertThat(sizes).containsExactly(1, 101, 101, 101);
    }

    @Test
    void signs_may_follow_each_other_without_end() {
        assertThat(graph("-".repeat(5000) + "x").nodes()).hasSize(5001);
    }

    @Test
    void every_op_of_value_is_a_function() {
        var ops = Arrays.stream(Value.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && method.getReturnType() == Value.class)
                .map(method -> method.getName())
                .filter(name -> !name.equals("as"))
                .collect(Collectors.toSet());

        assertThat(Operations.functions()).containsExactlyInAnyOrderElementsOf(ops);
    }

    @Test
    void values_and_constants_without_a_leaf_are_refused() {
        var script = Script.parse("z = w*x; L = z^2");

        assertThatThrownBy(() -> script.at(Map.of("w", 1.0, "x", 1.0, "weight", 1.0, "q", 2.0), Set.of()))
                .isInstanceOf(ExpressionException.class)
                .hasMessage("values: expected some of w, x, got q, weight");
        assertThatThrownBy(() -> script.at(Map.of("z", 1.0), Set.of()))
                .hasMessage("values: expected some of w, x, got z; z is computed by the expression");
        assertThatThrownBy(() -> Script.parse("size*2").at(Map.of("szie", 1.0), Set.of()))
                .hasMessage("values: expected some of size, got szie; did you mean size?");
        assertThatThrownBy(() -> script.at(Map.of("w", 1.0, "x", 1.0), Set.of("y")))
                .hasMessage("constants: expected some of w, x, got y");
        assertThatThrownBy(() -> Script.parse("L = exp(1)").at(Map.of("x", 1.0), Set.of()))
                .hasMessage("values: expected none, for it has no names, got x");
    }

    private static Graph graph(String text) {
        return Script.parse(text).at(Map.of("x", 2.0), Set.of());
    }
}
