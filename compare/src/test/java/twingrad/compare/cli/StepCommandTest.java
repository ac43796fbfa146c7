package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StepCommandTest {

    private static final String BY_HAND = "z1 = x*w; z2 = z1 + b; z3 = y - z2; L = z3^2";

    /** Decimals that are no binary numbers. */
    private static final double ROUNDING = 1e-15;

    @Test
    void plain_text_shows_both_passes_the_nodes_and_the_update() {
        var run = CommandLineRun.of(
                "step", BY_HAND, "--at", "x=2,w=0.5,b=0.73,y=3", "--constant", "x,y", "--update", "0.03", "--plain");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualToNormalizingNewlines("""
                forward
                  z1 = x * w = 2 * 0.5 = 1
                  z2 = z1 + b = 1 + 0.73 = 1.73
                  z3 = y - z2 = 3 - 1.73 = 1.27
                  L = z3 ^ 2 = 1.27 ^ 2 = 1.6129

                backward: upstream gradient · local derivative = contribution, summed at each input
                  ∂L/∂L = 1
                    to z3: 1 · 2.54 = 2.54   with ∂L/∂z3 = 2·z3 = 2·1.27 = 2.54   (not computed yet -> 2.54)
                  ∂L/∂z3 = 2.54
                    to y: 2.54 · 1 = 2.54   with ∂z3/∂y = 1   (not computed yet -> 2.54)
                    to z2: 2.54 · (-1) = -2.54   with ∂z3/∂z2 = -1   (not computed yet -> -2.54)
                  ∂L/∂z2 = -2.54
                    to z1: -2.54 · 1 = -2.54   with ∂z2/∂z1 = 1   (not computed yet -> -2.54)
                    to b: -2.54 · 1 = -2.54   with ∂z2/∂b = 1   (not computed yet -> -2.54)
                  ∂L/∂z1 = -2.54
                    to x: -2.54 · 0.5 = -1.27   with ∂z1/∂x = w = 0.5   (not computed yet -> -1.27)
                    to w: -2.54 · 2 = -5.08   with ∂z1/∂w = x = 2   (not computed yet -> -5.08)

                  node  op        value   gradient
                  x     constant  2       -1.27
                  w     leaf      0.5     -5.08
                  b     leaf      0.73    -2.54
                  y     constant  3       2.54
                  z1    *         1       -2.54
                  z2    +         1.73    -2.54
                  z3    -         1.27    2.54
                  L     ^ 2       1.6129  1

                update: each leaf - 0.03 · its gradient
                  x   2       constant
                  w   0.5     -> 0.6524
                  b   0.73    -> 0.8062
                  y   3       constant
                  z1  1       -> 1.3048
                  z2  1.73    -> 2.111
                  z3  1.27    -> 0.889
                  L   1.6129  -> 0.790321
                """);
    }

    @Test
    void json_lists_the_steps_and_the_final_values_and_gradients() {
        var run = CommandLineRun.of("step", "--example", "by-hand", "--json", "-", "--update", "0.03");
        JsonNode json = run.json();

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.err()).isEmpty();
        assertThat(fields(json)).containsExactly("grads", "steps", "update", "values");
        assertThat(json.path("steps")).hasSize(8);
        JsonNode forward = json.path("steps").path(0);
        assertThat(fields(forward)).containsExactly("edges", "grad", "node", "op", "pass", "value");
        assertThat(forward.path("pass").asText()).isEqualTo("forward");
        assertThat(forward.path("node").asText()).isEqualTo("z1");
        assertThat(forward.path("op").asText()).isEqualTo("*");
        assertThat(forward.path("value").asDouble()).isEqualTo(1);
        assertThat(forward.path("grad").isNull()).isTrue();
        assertThat(forward.path("edges")).isEmpty();
        JsonNode backward = json.path("steps").path(7);
        assertThat(backward.path("pass").asText()).isEqualTo("backward");
        assertThat(backward.path("grad").asDouble()).isEqualTo(-2.54);
        JsonNode edge = backward.path("edges").path(1);
        assertThat(fields(edge)).containsExactly("after", "before", "contribution", "input", "local");
        assertThat(edge.path("input").asText()).isEqualTo("w");
        assertThat(edge.path("local").asDouble()).isEqualTo(2);
        assertThat(edge.path("contribution").asDouble()).isEqualTo(-5.08);
        assertThat(edge.path("before").isNull()).isTrue();
        assertThat(edge.path("after").asDouble()).isEqualTo(-5.08);
        assertNumbers(
                json.path("grads"),
                Map.of("x", -1.27, "w", -5.08, "b", -2.54, "y", 2.54, "z1", -2.54, "z2", -2.54, "z3", 2.54, "L", 1.0));
        assertThat(json.path("values").path("z3").asDouble()).isEqualTo(1.27);
        assertThat(json.path("update").path("learningRate").asDouble()).isEqualTo(0.03);
        assertThat(json.path("update").path("values").path("z3").asDouble()).isCloseTo(0.889, within(ROUNDING));
    }

    @Test
    void json_and_page_go_to_files_and_nothing_else_is_printed(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("walk.json");
        Path page = folder.resolve("walk.html");
        var run =
                CommandLineRun.of("step", "--example", "neuron", "--json", json.toString(), "--html", page.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).isEqualToNormalizingNewlines("wrote " + page + "\nwrote " + json + "\n");
        JsonNode written = new ObjectMapper().readTree(Files.readString(json));
        assertThat(fields(written)).containsExactly("grads", "steps", "values");
        assertThat(written.path("grads").path("w1").asDouble()).isCloseTo(1, within(ROUNDING));
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>");
    }

    @ParameterizedTest
    @MethodSource("twingrad.compare.expression.Examples#names")
    void every_example_is_walked_through(String example) {
        var run = CommandLineRun.of("step", "--example", example);

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .startsWith("forward\n".replace("\n", System.lineSeparator()))
                .contains("backward", "gradient");
    }

    @Test
    void example_takes_other_values_and_further_constants() {
        var run = CommandLineRun.of(
                "step", "--example", "by-hand", "--at", "w=0.6524, b=0.8062", "--constant", "b", "--update", "0.5");

        assertThat(run.out())
                .contains("z3 = y - z2 = 3 - 2.111 = 0.889", "b   0.8062    constant", "x   2         constant");
    }

    @Test
    void expression_may_stand_in_a_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("by-hand.txt");
        Files.writeString(file, "# by hand\nx = 2; w = 0.5\nb = 0.73\ny = 3\n" + BY_HAND.replace("; ", "\n"));
        var run = CommandLineRun.of("step", "--file", file.toString(), "--at", "w=0.25", "--constant", "x,y");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("z1 = x * w = 2 * 0.25 = 0.5", "x     constant  2");
    }

    @Test
    void network_is_walked_through_for_one_sample() {
        var run = CommandLineRun.typed("step --network --data xor --hidden 2 --sample 2 --json -");
        JsonNode json = run.json();

        assertThat(json.path("values").path("x0").asDouble()).isEqualTo(1);
        assertThat(json.path("values").path("x1").asDouble()).isZero();
        assertThat(json.path("values").path("y0").asDouble()).isEqualTo(1);
        assertThat(json.path("grads").path("layers.1.bias[0]").asDouble()).isNegative();
        assertThat(json.path("values").path("J").asDouble()).isPositive();
    }

    @Test
    void leaf_of_a_network_may_be_set() {
        var run = CommandLineRun.of("step", "--network", "--hidden", "2", "--at", "layers.0.bias[1]=0.5,x0=1");

        assertThat(run.out()).contains("x0                     constant  1", "layers.0.bias[1]       leaf      0.5");
    }

    @Test
    void tensors_of_the_same_network_are_stepped_through() {
        var run =
                CommandLineRun.of("step", "--network", "--hidden", "2", "--tensor", "--entry", "layers.0.weight[1,0]");

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("dlayers.0.weight", "ᵀ·X");
        JsonNode json = CommandLineRun.of("step", "--network", "--tensor", "--sample", "1", "--json", "-")
                .json();
        assertThat(fields(json)).containsExactly("backward", "entry", "forward");
    }

    @Test
    void first_value_that_is_not_finite_is_named() {
        assertThat(CommandLineRun.of("step", "d = x - 1; q = 1/d; L = q*0", "--at", "x=1")
                        .out())
                .endsWith("note: the first value that is not finite is that of q: q = 1 / d = 1 / 0 = Infinity"
                        + System.lineSeparator());
        assertThat(CommandLineRun.of("step", "L = sqrt(x)", "--at", "x=0").out())
                .endsWith("note: the first gradient that is not finite goes from L to x: "
                        + "∂L/∂x = 1/(2·√x) = 1/(2·√0) = Infinity" + System.lineSeparator());
        assertThat(CommandLineRun.of("step", "L = log(x)", "--at", "x=-Infinity")
                        .out())
                .endsWith("note: the first value that is not finite is that of x, which was given so"
                        + System.lineSeparator());
    }

    @Test
    void five_thousand_nodes_print_plainly() {
        var sum = IntStream.range(0, 2500).mapToObj(i -> "sin(x)").collect(Collectors.joining(" + "));
        var run = CommandLineRun.of("step", sum, "--at", "x=2", "--plain");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out().lines()).hasSizeGreaterThan(15_000);
    }

    @Test
    void malformed_expression_is_pointed_at() {
        var run = CommandLineRun.of("step", "z1 = x*w; L = z1^^2", "--at", "x=1,w=1");

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualToNormalizingNewlines("""
                twingrad step: expression, line 1, column 18: expected a name, a number, a function or '(' after '^', got '^'
                  z1 = x*w; L = z1^^2
                                   ^
                """);
    }

    @Test
    void missing_value_is_asked_for_by_name() {
        var run = CommandLineRun.of("step", BY_HAND, "--at", "x=2,b=0.73,y=3");

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).isEqualToNormalizingNewlines("""
                twingrad step: expression, line 1, column 8: expected a value for w, got none
                  z1 = x*w; z2 = z1 + b; z3 = y - z2; L = z3^2
                         ^
                type --at w=NUMBER
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            step                                   | 2 | expected one of EXPRESSION, --file, --example and --network, got none; begin with --example by-hand
            step x --example xor                   | 2 | expected one of EXPRESSION, --file, --example and --network, got 2
            step x + 1                             | 2 | expected one expression, in quotes, got 3: x, +, 1
            step x --at x                          | 2 | --at: expected NAME=NUMBER, as in x=2,w=0.5, got 'x'
            step x --at x=two                      | 2 | --at: expected a number, as in x=2,w=0.5, got 'x=two'
            step x --at x=2,x=3                    | 2 | --at: expected one number for x, got two
            step x --at x=2,q=3                    | 2 | values: expected some of x, got q
            step x --at x=2 --constant q           | 2 | constants: expected some of x, got q
            step --example moons                   | 2 | example: expected one of by-hand, micrograd, neuron, softmax, xor, got moons
            step --example xor --hidden 3          | 2 | --hidden: expected --network with it, got none
            step --network --sample 4              | 2 | --sample: expected a number from 0 to 3, got 4
            step --network --hidden 0              | 2 | --hidden: expected widths of 1 or more, as in 4,3, got [0]
            step --network --data iris             | 2 | expected a dataset, one of xor, circles, moons, spiral, blobs, mnist, a table FILE.csv or a folder of images like mnist's, got 'iris'
            step --network --data mnist            | 2 | --network: expected at most 20000 parameters to walk through by hand, got 203530; take narrower layers (--hidden) or a smaller dataset (--data)
            step --network --constant x0           | 2 | --constant: expected an expression, got --network, whose inputs and labels are constants
            step a*a --at a=1 --html -             | 2 | --html: expected a file, as in walk.html, got -
            step --network --at q=1                | 2 | --at: expected a leaf of the network, as in x0=1, got q; --plain without --at lists them
            step --example xor --tensor            | 2 | --tensor: expected --network with it, got none
            step --network --entry a[0]            | 2 | --entry: expected --tensor with it, got none
            step --network --tensor --update 1     | 2 | --quiz, --html and --update: expected scalars, got --tensor
            step --network --tensor --at x0=1      | 2 | --at: expected scalars, got --tensor, which takes the network's initial values
            step --example xor --update NaN        | 2 | --update: expected a finite learning rate, got NaN
            step --example xor --quiz              | 2 | --quiz: expected a terminal, got none; --html FILE makes a page with the quiz
            step --example xor --quiz --plain      | 2 | --quiz: expected a terminal, got --plain or --json
            step --file no-such-file.txt           | 3 | no-such-file.txt: expected a file that can be read, got
            """)
    void wrong_usage_says_what_was_expected_and_what_came(String arguments, int status, String message) {
        var run = CommandLineRun.of(arguments.split(" +"));

        assertThat(run.status()).isEqualTo(status);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("twingrad step: " + message).doesNotContain("\tat ");
    }

    private static void assertNumbers(JsonNode object, Map<String, Double> numbers) {
        assertThat(fields(object)).isEqualTo(new TreeSet<>(numbers.keySet()));
        numbers.forEach((name, number) ->
                assertThat(object.path(name).asDouble()).as(name).isEqualTo(number));
    }

    private static TreeSet<String> fields(JsonNode object) {
        var fields = new TreeSet<String>();
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            fields.add(names.next());
        }
        return fields;
    }
}
