package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The definition of the derivative as a witness: central differences, which know nothing of the engine's gradients. */
final class FiniteDifferences {
    /** Balances the truncation error h²·f'''/6, about 1e-10, against the rounding error ulp(f)/h, about 1e-11. */
    private static final double H = 1e-5;

    /** Absolute below 1, relative above: truncation with f''' up to 100 and rounding with f up to 100. */
    private static final double BOUND = 3e-9;

    private FiniteDifferences() {}

    /** Fails unless the backward pass of {@code f} at {@code x} has the gradients of the difference quotients. */
    static double[] check(Function<List<Value>, Value> f, double... x) {
        var inputs = values(x);
        f.apply(inputs).backward();
        return IntStream.range(0, x.length)
                .mapToDouble(i -> {
                    var quotient = (at(f, x, i, H) - at(f, x, i, -H)) / (2 * H);
                    assertThat(inputs.get(i).grad())
                            .as("gradient by input %d at %s", i, Arrays.toString(x))
                            .isEqualTo(quotient, within(BOUND * Math.max(1, Math.abs(quotient))));
                    return quotient;
                })
                .toArray();
    }

    private static double at(Function<List<Value>, Value> f, double[] x, int i, double change) {
        var moved = x.clone();
        moved[i] += change;
        return f.apply(values(moved)).data();
    }

    private static List<Value> values(double[] x) {
        return Arrays.stream(x).mapToObj(Value::of).toList();
    }
}
