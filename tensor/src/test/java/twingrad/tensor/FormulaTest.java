package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every op of {@link Tensor} and {@link Losses} says its VJP as text; here is what each says. */
class FormulaTest {
    private static final Tensor A = Tensor.parameter(Draws.array(Precision.FLOAT64, 1, 2, 3), "A");
    private static final Tensor B = Tensor.parameter(Draws.array(Precision.FLOAT64, 2, 2, 3), "B");
    private static final Tensor CUBE = Tensor.parameter(Draws.array(Precision.FLOAT64, 6, 4, 2, 3), "C");
    private static final NdArray BITS = Precision.FLOAT64.of(new double[] {1, 0, 1, 1, 0, 0}, 2, 3);
    private static final NdArray SIGNS = Precision.FLOAT64.of(new double[] {1, -1, 1, 1, -1, -1}, 2, 3);
    private static final int[] LABELS = {2, 0};

    /** Words of the language rather than arrays. */
    private static final Set<String> WORDS =
            Set.of(("e ln sign sin cos tanh row column sums of where else in every entry along axis at the largest "
                            + "shared evenly among ties shape by no order axes to first window over batch channel")
                    .split(" "));

    record Row(String method, Tensor result, String... formulas) {
        @Override
        public String toString() {
            return method + " " + List.of(formulas);
        }
    }

    static Stream<Row> rows() {
        return Stream.of(pairs(), singles(), shaped(), images(), losses()).flatMap(rows -> rows);
    }

    private static Stream<Row> pairs() {
        return Stream.of(
                new Row("add", A.add(B), "da = g", "db = g"),
                new Row("sub", A.sub(B), "da = g", "db = -g"),
                new Row("mul", A.mul(B), "da = g ⊙ b", "db = g ⊙ a"),
                new Row("div", A.div(B), "da = g / b", "db = -g ⊙ a / b²"),
                new Row("pow", A.pow(B), "da = g ⊙ b·a^(b - 1)", "db = g ⊙ a^b·ln a"),
                new Row(
                        "maximum",
                        A.maximum(B),
                        "da = g where a > b, g/2 where a = b, else 0",
                        "db = g where b > a, g/2 where b = a, else 0"),
                new Row(
                        "minimum",
                        A.minimum(B),
                        "da = g where a < b, g/2 where a = b, else 0",
                        "db = g where b < a, g/2 where b = a, else 0"),
                new Row("matmul", A.matmul(B.transpose()), "dA = G·Bᵀ", "dB = Aᵀ·G", "dA = Gᵀ"),
                new Row("matmulTransA", A.matmulTransA(B), "dA = B·Gᵀ", "dB = A·G"),
                new Row("matmulTransB", A.matmulTransB(B), "dA = G·B", "dB = Gᵀ·A"),
                new Row("concat", A.concat(1, B), "da = g at 0 to 2 of axis 1", "da = g at 3 to 5 of axis 1"));
    }

    private static Stream<Row> singles() {
        return Stream.of(
                new Row("neg", A.neg(), "da = -g"),
                new Row("exp", A.exp(), "da = g ⊙ e^a"),
                new Row("log", A.log(), "da = g / a"),
                new Row("sqrt", A.sqrt(), "da = g / (2·√a)"),
                new Row("abs", A.abs(), "da = g ⊙ sign(a)"),
                new Row("sin", A.sin(), "da = g ⊙ cos a"),
                new Row("cos", A.cos(), "da = -g ⊙ sin a"),
                new Row("tanh", A.tanh(), "dz = g ⊙ (1 - tanh² z)"),
                new Row("sigmoid", A.sigmoid(), "dz = g ⊙ σ(z)·σ(-z)"),
                new Row("relu", A.relu(), "dz = g where z > 0, else 0"),
                new Row("leakyRelu", A.leakyRelu(), "dz = g where z > 0, else 0.01·g"),
                new Row("softplus", A.softplus(), "dz = g ⊙ σ(z)"));
    }

    private static Stream<Row> shaped() {
        return Stream.of(
                new Row("transpose", A.transpose(), "dA = Gᵀ"),
                new Row("reshape", A.reshape(3, 2), "da = g in the shape of a"),
                new Row("sum", A.sum(), "da = g in every entry"),
                new Row("sum", A.sum(1, false), "da = g along axis 1"),
                new Row("mean", A.mean(), "da = g/6 in every entry"),
                new Row("amax", A.amax(0, true), "da = g at the largest along axis 0, shared evenly among ties"),
                new Row("amax", A.amax(), "da = g at the largest along axes 0, 1, shared evenly among ties"),
                new Row("sum", A.sum(new int[] {1, 0}, false), "da = g along axes 1, 0"),
                new Row("mean", A.mean(1, false), "da = g/3 along axis 1"),
                new Row("transpose", CUBE.transpose(2, 0, 1), "dA = G in the order of axes 1, 2, 0"),
                new Row("slice", A.slice(1, 0, 2), "da = g at 0 to 1 of axis 1, else 0"),
                new Row("rows", A.rows(1, 1), "da = sums of g by row"),
                new Row("dropout", A.dropout(0.5, new Random(1)), "da = g ⊙ mask"),
                new Row("matmul", CUBE.matmul(A.transpose()), "dA = G·Bᵀ", "dB = sums to (3x2) of Aᵀ·G", "dA = Gᵀ"),
                new Row("softmax", A.softmax(), "dz = p ⊙ (g - row sums of (g ⊙ p))"),
                new Row("logSoftmax", A.logSoftmax(), "dz = g - p ⊙ row sums of g"),
                new Row("gather", A.gather(LABELS), "da = g ⊙ onehot, row by row"));
    }

    private static Stream<Row> images() {
        var x = Tensor.parameter(Draws.array(Precision.FLOAT64, 3, 2, 1, 4, 5));
        var weight = Tensor.parameter(Draws.array(Precision.FLOAT64, 4, 2, 1, 2, 3));
        var bias = Tensor.parameter(Draws.array(Precision.FLOAT64, 5, 2));
        return Stream.of(
                new Row(
                        "conv2d",
                        Images.conv2d(x, weight, bias, 1, 0),
                        "dX = G ∗ W",
                        "dW = sums over the batch of X ⋆ G",
                        "db = sums of G by channel"),
                new Row("maxPool2d", Images.maxPool2d(x, 2, 2), "da = g at the first of the largest in every window"));
    }

    private static Stream<Row> losses() {
        return Stream.of(
                new Row(
                        "softmaxCrossEntropy",
                        Losses.softmaxCrossEntropy(A, LABELS),
                        "dz = (p - onehot) ⊙ g, row by row"),
                new Row(
                        "crossEntropy",
                        Losses.crossEntropy(A, LABELS),
                        "da = -g",
                        "da = g / a",
                        "da = g ⊙ onehot, row by row"),
                new Row("binaryCrossEntropy", Losses.binaryCrossEntropy(A, BITS), "dz = g ⊙ (σ(z) - y)"),
                new Row("squaredError", Losses.squaredError(A, BITS), "da = g ⊙ 2·(a - y)"),
                new Row("halfSquaredError", Losses.halfSquaredError(A, BITS), "da = g ⊙ b", "da = g ⊙ 2·(a - y)"),
                new Row("hinge", Losses.hinge(A, SIGNS), "dz = g where z > 0, else 0", "da = g", "da = g ⊙ b"),
                new Row(
                        "l2",
                        Losses.l2(List.of(A), 0.1, 5),
                        "da = g ⊙ b",
                        "da = g in every entry",
                        "da = g ⊙ b",
                        "db = g ⊙ a"),
                new Row(
                        "l1",
                        Losses.l1(List.of(A), 0.1, 5),
                        "da = g ⊙ b",
                        "da = g in every entry",
                        "da = g ⊙ sign(a)"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void an_op_says_its_vjp(Row row) {
        assertThat(edges(row.result)).extracting(Edge::formula).containsExactly(row.formulas);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_formula_speaks_of_the_gradient_and_of_nothing_unknown(Row row) {
        assertThat(unknown(row.result)).isEmpty();
    }

    @Test
    void a_formula_that_speaks_of_something_unknown_is_caught() {
        var wrong = Tensor.node("wrong", A.data(), Tensor.edge(A, "da = g ⊙ q", g -> g));
        var silent = Tensor.node("silent", A.data(), Tensor.edge(A, "da = a", g -> g));

        assertThat(unknown(wrong)).containsExactly("q");
        assertThat(unknown(silent)).containsExactly("no gradient in da = a");
    }

    @Test
    void every_op_has_a_row() {
        var tested = rows().map(Row::method).collect(Collectors.toSet());
        var ops = Stream.of(Tensor.class.getMethods(), Images.class.getMethods(), Losses.class.getMethods())
                .flatMap(Arrays::stream)
                .filter(method -> method.getReturnType() == Tensor.class)
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !List.of("parameter", "constant", "as").contains(name))
                .collect(Collectors.toSet());

        assertThat(tested).isEqualTo(ops);
    }

    @Test
    void a_layer_says_what_the_textbook_says() {
        var x = Tensor.parameter(Draws.array(Precision.FLOAT64, 3, 4, 3), "X");
        var bias = Tensor.parameter(Draws.array(Precision.FLOAT64, 4, 2), "layers.0.bias");
        var z = new Linear(Tensor.parameter(A.data(), "layers.0.weight"), bias)
                .forward(x)
                .as("Z0");
        var pass = new BackwardPass(z.sum());
        pass.step();

        assertThat(pass.step())
                .hasToString("dX = dZ0·layers.0.weight: (4x2), (2x3) -> (4x3)\n"
                        + "dlayers.0.weight = dZ0ᵀ·X: (4x2), (4x3) -> (2x3)\n"
                        + "dlayers.0.bias = column sums of dZ0: (4x2) -> (2)");
        assertThat(unknown(z)).isEmpty();
    }

    @Test
    void quantities_of_a_loss_are_shown_with_their_numbers() {
        var edge = Losses.softmaxCrossEntropy(A, LABELS).edges().get(0);

        assertThat(edge.quantities()).containsOnlyKeys("p", "onehot");
        assertThat(edge.quantities().get("p").get().toDoubles())
                .containsExactly(A.softmax().data().toDoubles());
        assertThat(edge.quantities().get("onehot").get().toDoubles()).containsExactly(0, 0, 1, 1, 0, 0);
    }

    @Test
    void an_edge_without_a_formula_is_refused() {
        assertThatThrownBy(() -> new Edge(A, "g", Map.of(), g -> g))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Edge: expected a formula such as da = g, got g");
    }

    private static List<String> unknown(Tensor result) {
        var unknown = new ArrayList<String>();
        for (var node : nodes(result)) {
            var known = node.operands().stream().map(Edge::letter).collect(Collectors.toSet());
            for (var edge : node.edges()) {
                var words = Pattern.compile("[A-Za-z]+")
                        .matcher(edge.rightSide().replaceAll("\\([0-9x]+\\)", "shape"))
                        .results()
                        .map(word -> word.group())
                        .toList();
                if (words.stream().noneMatch("g"::equalsIgnoreCase)) {
                    unknown.add("no gradient in " + edge.formula());
                }
                words.stream()
                        .filter(word -> !word.equalsIgnoreCase("g") && !WORDS.contains(word))
                        .filter(word ->
                                !known.contains(word) && !edge.quantities().containsKey(word))
                        .forEach(unknown::add);
            }
        }
        return unknown;
    }

    private static List<Edge> edges(Tensor result) {
        return nodes(result).stream().flatMap(node -> node.edges().stream()).toList();
    }

    /** The node and the computed ones below it. */
    private static List<Tensor> nodes(Tensor result) {
        var nodes = new ArrayList<Tensor>(List.of(result));
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).inputs().stream().filter(input -> !input.isLeaf()).forEach(nodes::add);
        }
        return nodes;
    }
}
