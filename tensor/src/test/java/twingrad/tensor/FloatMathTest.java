package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FloatMathTest {
    /** Of the 2^32 floats, every 257th: prime to 2, so that all exponents and last bits have their turn. */
    private static final int STRIDE = 257;

    /** Enough for the functions derived from exp and log, and for the pinned bits. */
    private static final int LONG_STRIDE = 4_099;

    private static final int LARGEST_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    /** A function of float to float. */
    @FunctionalInterface
    private interface FloatFunction {
        float apply(float x);
    }

    /** Each function beside its bound in ulp, the floats it is tested on, and its definition in double. */
    private enum Subject {
        EXP(1, STRIDE, FloatMath::exp, StrictMath::exp),
        LOG(1, STRIDE, FloatMath::log, StrictMath::log),
        TANH(1, STRIDE, FloatMath::tanh, StrictMath::tanh),
        LOG1P(2, LONG_STRIDE, FloatMath::log1p, StrictMath::log1p),
        SIGMOID(3, LONG_STRIDE, FloatMath::sigmoid, x -> 1 / (1 + StrictMath.exp(-x))),
        SIGMOID_SLOPE(6, LONG_STRIDE, FloatMath::sigmoidSlope, FloatMathTest::sigmoidSlope),
        TANH_SLOPE(6, LONG_STRIDE, FloatMath::tanhSlope, x -> 4 * sigmoidSlope(2 * x)),
        SOFTPLUS(
                3,
                LONG_STRIDE,
                FloatMath::softplus,
                x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))));

        private final double bound;
        private final int stride;
        private final FloatFunction function;
        private final DoubleUnaryOperator exact;

        Subject(double bound, int stride, FloatFunction function, DoubleUnaryOperator exact) {
            this.bound = bound;
            this.stride = stride;
            this.function = function;
            this.exact = exact;
        }
    }

    private static double sigmoidSlope(double x) {
        double z = StrictMath.exp(-Math.abs(x));
        return z / ((1 + z) * (1 + z));
    }

    @ParameterizedTest
    @Tag("slow")
    @EnumSource
    void keeps_its_bound(Subject subject) {
        assertThat(worstUlps(subject.function, subject.exact, subject.stride)).isLessThanOrEqualTo(subject.bound);
    }

    /** All floats from one infinity to the other: 2^32 but for the NaNs, of which there is one. */
    @ParameterizedTest
    @Tag("trust")
    @EnumSource(names = {"EXP", "LOG", "TANH"})
    void keeps_its_bound_and_never_decreases_on_any_float(Subject subject) {
        double worst = worstUlps(subject.function, subject.exact, 1);
        System.out.printf("%s: at most %.4f ulp on all floats%n", subject, worst);

        assertThat(worst).isLessThanOrEqualTo(subject.bound);
        assertThat(decreases(subject.function, -LARGEST_BITS, LARGEST_BITS, 1)).isZero();
    }

    @Test
    @Tag("slow")
    void the_bound_catches_a_wrong_coefficient() {
        // As if the coefficient 1/2 of the exponential's series were off by 2^-20.
        FloatFunction planted =
                x -> Math.abs(x) < 0.3f ? Math.fma(x * x, 0x1p-20f, FloatMath.exp(x)) : FloatMath.exp(x);
        assertThat(worstUlps(planted, StrictMath::exp, STRIDE)).isGreaterThan(1);
    }

    @ParameterizedTest
    @Tag("slow")
    @EnumSource(names = {"EXP", "LOG", "TANH"})
    void never_decreases(Subject subject) {
        assertThat(decreases(subject.function, -LARGEST_BITS, LARGEST_BITS, STRIDE))
                .isZero();
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "EXP, 88.72283",
        "EXP, -87.33655",
        "EXP, -103.97208",
        "EXP, 89",
        "EXP, -104",
        "EXP, 0.34657359",
        "EXP, -0.34657359",
        "EXP, 17.67525",
        "LOG, 0.6666667",
        "LOG, 1.3333334",
        "LOG, 1",
        "LOG, 1.17549435E-38",
        "LOG, 2.6666667",
        "TANH, 0.625",
        "TANH, -0.625",
        "TANH, 9.010914",
        "TANH, 10",
        "TANH, -10",
        "TANH, 0.8664339"
    })
    void never_decreases_at_its_seams(Subject subject, float seam) {
        int at = ordinal(seam);
        assertThat(decreases(subject.function, at - 5_000, at + 5_000, 1)).isZero();
    }

    @Test
    @Tag("slow")
    void the_search_for_decreases_finds_one() {
        assertThat(decreases(x -> x < 1 ? x : x - 0.5f, -LARGEST_BITS, LARGEST_BITS, STRIDE))
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}({1}) = {2}")
    @CsvSource({
        "EXP, -Infinity, 0",
        "EXP, Infinity, Infinity",
        "EXP, 0, 1",
        "EXP, -0, 1",
        "EXP, NaN, NaN",
        "EXP, 1e-30, 1",
        "EXP, 88.72284, Infinity",
        "EXP, 88.72283, 3.4027985E38",
        "EXP, -87.33655, 1.1754907E-38",
        "EXP, -103, 1.4E-45",
        "EXP, -103.9, 1.4E-45",
        "EXP, -104, 0",
        "EXP, 3.4028235E38, Infinity",
        "EXP, -3.4028235E38, 0",
        "LOG, 0, -Infinity",
        "LOG, -0, -Infinity",
        "LOG, 1, 0",
        "LOG, Infinity, Infinity",
        "LOG, NaN, NaN",
        "LOG, -1, NaN",
        "LOG, -1.4E-45, NaN",
        "LOG, -Infinity, NaN",
        "LOG, 1.4E-45, -103.27893",
        "LOG, 5.877472E-39, -88.02969",
        "LOG, 3.4028235E38, 88.72284",
        "LOG, 2, 0.6931472",
        "TANH, 0, 0",
        "TANH, -0, -0",
        "TANH, Infinity, 1",
        "TANH, -Infinity, -1",
        "TANH, NaN, NaN",
        "TANH, 20, 1",
        "TANH, -20, -1",
        "TANH, 1.4E-45, 1.4E-45",
        "TANH, -1.4E-45, -1.4E-45",
        "TANH, 3.4028235E38, 1",
        "LOG1P, 0, 0",
        "LOG1P, -0, -0",
        "LOG1P, -1, -Infinity",
        "LOG1P, -2, NaN",
        "LOG1P, Infinity, Infinity",
        "LOG1P, -Infinity, NaN",
        "LOG1P, NaN, NaN",
        "LOG1P, 1.4E-45, 1.4E-45",
        "LOG1P, 3.4028235E38, 88.72284",
        "SIGMOID, 0, 0.5",
        "SIGMOID, -0, 0.5",
        "SIGMOID, Infinity, 1",
        "SIGMOID, -Infinity, 0",
        "SIGMOID, NaN, NaN",
        "SIGMOID, -103, 1.4E-45",
        "SIGMOID, 100, 1",
        "SIGMOID, -200, 0",
        "SOFTPLUS, 0, 0.6931472",
        "SOFTPLUS, Infinity, Infinity",
        "SOFTPLUS, -Infinity, 0",
        "SOFTPLUS, NaN, NaN",
        "SOFTPLUS, 100, 100",
        "SOFTPLUS, -103, 1.4E-45",
        "SOFTPLUS, 3.4028235E38, 3.4028235E38"
    })
    void special_values_are_exact(Subject subject, float x, float expected) {
        assertThat(Float.floatToIntBits(subject.function.apply(x))).isEqualTo(Float.floatToIntBits(expected));
    }

    @Test
    void tanh_is_odd_to_the_bit() {
        for (long at = 0; at <= LARGEST_BITS; at += LONG_STRIDE) {
            float x = Float.intBitsToFloat((int) at);
            assertThat(FloatMath.tanh(-x)).isEqualTo(-FloatMath.tanh(x));
        }
    }

    @ParameterizedTest(name = "{0}")
    @Tag("bits")
    @CsvSource({
        "EXP, 35e7d44aae684f3bcdd608b192804691d6be30455b96c7afc3a51b836720cd15",
        "LOG, 69113f06a10a4048e9419b364427eef4d87e8ff74de46aee0bb98e5d825d76aa",
        "TANH, c579274663e9e700264a16e1a8dc762cfac4e828a1ed0322ac4df54ba8919410",
        "LOG1P, 3352ecc80459a4c968064432ca5892f99598055f1304e41d47d0151d521a58b2",
        "SIGMOID, 9ba0ba7860c7aa31ac18c6e9659e736ad4860ae469aeae18315f1ff84b7d6a30",
        "SOFTPLUS, ebafe8d95bb74f8d13fce42d88134484fa454fd6461c62cd7a1c60496dc5df53"
    })
    void has_the_same_bits_on_every_machine(Subject subject, String sha256) {
        assertThat(sha256(subject.function)).isEqualTo(sha256);
    }

    /** The largest distance of {@code function} from {@code exact}, in gaps between floats around the exact result. */
    private static double worstUlps(FloatFunction function, DoubleUnaryOperator exact, int stride) {
        double worst = 0;
        for (long at = -LARGEST_BITS; at <= LARGEST_BITS; at += stride) {
            float x = nth((int) at);
            double expected = exact.applyAsDouble(x);
            double got = function.apply(x);
            // The infinities and NaN: equal, or as wrong as can be.
            double ulps = Double.compare((float) expected, got) == 0 ? 0 : Math.abs(got - expected) / ulp(expected);
            worst = Math.max(worst, ulps);
        }
        return worst;
    }

    /** The gap between the two floats around {@code exact}. */
    private static double ulp(double exact) {
        return Math.scalb(1.0, Math.max(Math.getExponent(exact), Float.MIN_EXPONENT) - 23);
    }

    private static int decreases(FloatFunction function, int from, int to, int stride) {
        int decreases = 0;
        float before = Float.NEGATIVE_INFINITY;
        for (long at = from; at <= to; at += stride) {
            float value = function.apply(nth((int) at));
            decreases += value < before ? 1 : 0;
            before = value;
        }
        return decreases;
    }

    /** The floats in increasing order: 0 is the zeroth. */
    private static float nth(int ordinal) {
        return ordinal < 0 ? -Float.intBitsToFloat(-ordinal) : Float.intBitsToFloat(ordinal);
    }

    private static int ordinal(float x) {
        int bits = Float.floatToRawIntBits(Math.abs(x));
        return x < 0 ? -bits : bits;
    }

    private static String sha256(FloatFunction function) {
        var buffer = ByteBuffer.allocate(4 * (2 * (LARGEST_BITS / LONG_STRIDE) + 2));
        for (long at = -LARGEST_BITS; at <= LARGEST_BITS; at += LONG_STRIDE) {
            buffer.putInt(Float.floatToIntBits(function.apply(nth((int) at))));
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(buffer.array()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
