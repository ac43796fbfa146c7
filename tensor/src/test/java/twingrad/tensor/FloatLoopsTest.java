package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FloatLoopsTest {
    /** Every 257th float, in pieces that are long enough for vectors and no multiple of any vector's length. */
    private static final int STRIDE = 257;

    private static final int PIECE = 4_099;

    /** A function of float to float. */
    @FunctionalInterface
    private interface FloatFunction {
        float apply(float x);
    }

    /** Each loop that may work by vectors, beside the function that it applies. */
    private enum Subject {
        EXP(FloatLoops::exp, FloatMath::exp),
        LOG(FloatLoops::log, FloatMath::log),
        TANH(FloatLoops::tanh, FloatMath::tanh),
        TANH_SLOPE(FloatLoops::tanhSlope, FloatMath::tanhSlope),
        SIGMOID(FloatLoops::sigmoid, FloatMath::sigmoid),
        SIGMOID_SLOPE(FloatLoops::sigmoidSlope, FloatMath::sigmoidSlope);

        private final FloatLoops.Unary loop;
        private final FloatFunction function;

        Subject(FloatLoops.Unary loop, FloatFunction function) {
            this.loop = loop;
            this.function = function;
        }
    }

    @ParameterizedTest
    @Tag("slow")
    @EnumSource
    void a_loop_gives_the_bits_of_its_function(Subject subject) {
        assertThat(differences(subject.loop, subject.function, STRIDE)).isZero();
    }

    @ParameterizedTest
    @Tag("trust")
    // Without the vector module the loops are the functions, one by one.
    @EnabledIfSystemProperty(named = "twingrad.test.vector", matches = "true")
    @EnumSource
    void a_loop_gives_the_bits_of_its_function_on_every_float(Subject subject) {
        assertThat(differences(subject.loop, subject.function, 1)).isZero();
    }

    @Test
    @Tag("slow")
    void one_wrong_bit_in_one_lane_is_found() {
        FloatLoops.Unary planted = (a, result, n) -> {
            FloatLoops.exp(a, result, n);
            if (result[77] == 1) {
                result[77] = Math.nextUp(1f);
            }
        };

        assertThat(differences(planted, FloatMath::exp, STRIDE)).isPositive();
    }

    /** How many results have other bits; all cores share the pieces. */
    private static long differences(FloatLoops.Unary loop, FloatFunction function, int stride) {
        long piece = (long) stride * PIECE;
        return LongStream.rangeClosed(0, (1L << Integer.SIZE) / piece)
                .parallel()
                .map(number -> differences(loop, function, stride, Integer.MIN_VALUE + number * piece))
                .sum();
    }

    private static int differences(FloatLoops.Unary loop, FloatFunction function, int stride, long bits) {
        float[] x = new float[PIECE];
        float[] y = new float[PIECE];
        for (int i = 0; i < PIECE; i++) {
            x[i] = Float.intBitsToFloat((int) Math.min(bits + (long) i * stride, Integer.MAX_VALUE));
        }
        loop.run(x, y, PIECE);
        int differences = 0;
        for (int i = 0; i < PIECE; i++) {
            // Of NaN there is one only, whatever its bits.
            differences += Float.floatToIntBits(y[i]) == Float.floatToIntBits(function.apply(x[i])) ? 0 : 1;
        }
        return differences;
    }

    @Test
    void adds_a_row_to_every_row() {
        float[] rows = {1, 2, 3, 4, 5, 6};
        FloatLoops.addToRows(new float[] {10, 20, 30}, rows);
        FloatLoops.addToRows(new float[0], new float[0]);

        assertThat(rows).containsExactly(11, 22, 33, 14, 25, 36);
    }
}
