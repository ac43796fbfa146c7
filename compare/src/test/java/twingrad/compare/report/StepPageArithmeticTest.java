package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.scalar.Value;

/** The page's own arithmetic against {@link Value}: every op, found by reflection, its value and its derivatives. */
class StepPageArithmeticTest {

    /** The browser's elementary functions may differ from StrictMath in the last bits. */
    private static final double ROUNDING = 1e-12;

    /** Zeros, ties, bends, and where careless formulas overflow or cancel. */
    private static final double[] CORNERS = {0, -0.0, 1, -1, 2, 0.5, 40, -40, 800, -800, 1e-9, -1e-9, 1e300};

    private static final int RANDOM_INPUTS = 200;

    @TempDir
    private static Path folder;

    @RegisterExtension
    private static final Chromium browser = new Chromium();

    @BeforeAll
    static void open() {
        Path page = folder.resolve("step.html");
        StepPage.write(page, StepGraphs.byHand());
        browser.open(page);
    }

    /** Value's ops: public methods that give a Value from nothing, a Value or a number. */
    static Stream<Method> ops() {
        return Arrays.stream(Value.class.getMethods())
                .filter(method -> method.getReturnType() == Value.class && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.getName().equals("as"))
                .sorted((a, b) -> a.toString().compareTo(b.toString()));
    }

    @ParameterizedTest
    @MethodSource("ops")
    void an_op_has_the_value_and_the_derivatives_that_value_has(Method op) throws ReflectiveOperationException {
        assertThat(disagreements(op, 1)).isEmpty();
    }

    @Test
    void an_op_that_is_off_in_the_last_digits_is_noticed() throws ReflectiveOperationException {
        assertThat(disagreements(Value.class.getMethod("tanh"), 1 + 1e-11)).isNotEmpty();
    }

    @Test
    void all_ops_were_found() {
        assertThat(ops()).hasSize(27);
    }

    /** Where the page's numbers, times a factor, are not those of the engine. */
    private static List<String> disagreements(Method op, double factor) throws ReflectiveOperationException {
        var cases = new ArrayList<List<String>>();
        var expected = new ArrayList<List<Double>>();
        for (double[] inputs : inputs(new Random(20261122))) {
            var a = Value.of(inputs[0]);
            var b = Value.of(inputs[1]);
            Value result = apply(op, a, b);
            cases.add(List.of(result.op(), "" + inputs[0], "" + result.number().orElse(inputs[1])));
            var numbers = new ArrayList<Double>(List.of(result.data()));
            result.edges().forEach(edge -> numbers.add(edge.partial()));
            expected.add(numbers);
        }
        List<List<String>> actual = browser.run("""
                return arguments[0].map(([op, a, b]) => [ops[op].value, ...ops[op].partials]
                    .map(f => String(f(Number(a), Number(b)))));
                """, cases);
        var different = new ArrayList<String>();
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.get(i).size(); j++) {
                double number = factor * Double.parseDouble(actual.get(i).get(j));
                if (!agree(number, expected.get(i).get(j))) {
                    different.add("%s, number %d: expected %s, got %s"
                            .formatted(cases.get(i), j, expected.get(i).get(j), number));
                }
            }
        }
        return different;
    }

    private static Value apply(Method op, Value a, Value b) throws ReflectiveOperationException {
        if (op.getParameterCount() == 0) {
            return (Value) op.invoke(a);
        }
        boolean isNumber = op.getParameterTypes()[0] == double.class;
        return (Value) op.invoke(a, isNumber ? (Object) b.data() : b);
    }

    private static List<double[]> inputs(Random random) {
        var inputs = new ArrayList<double[]>();
        for (double a : CORNERS) {
            for (double b : CORNERS) {
                inputs.add(new double[] {a, b});
            }
        }
        for (int i = 0; i < RANDOM_INPUTS; i++) {
            inputs.add(new double[] {3 * random.nextGaussian(), 3 * random.nextGaussian()});
        }
        return inputs;
    }

    private static boolean agree(double a, double b) {
        return Double.compare(a, b) == 0 || Double.isFinite(b) && Math.abs(a - b) <= ROUNDING * Math.abs(b);
    }
}
