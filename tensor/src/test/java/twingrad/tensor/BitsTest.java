package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small shapes, pinned: the same bits whatever compiles or interprets them. The tag lets other JVM flags repeat it. */
@Tag("bits")
class BitsTest {
    private final int threads = Workers.threads();

    @AfterEach
    void restoreThreads() {
        Workers.threads(threads);
    }

    /** What is computed, with the first digits of the SHA-256 of all its bits. */
    enum Subject {
        PRODUCTS(
                "b875fd1b6f176af1",
                () -> Stream.of(
                                array(1, 17, 33).matmul(array(2, 33, 9)),
                                array(3, 33, 17).matmulTransA(array(4, 33, 9)),
                                array(5, 17, 33).matmulTransB(array(6, 9, 33)),
                                array(7, 65, 129).matmul(array(8, 129, 35)))
                        .toList()),
        FUNCTIONS("f374232bc4d8becb", () -> {
            var x = array(9, 3, 1_031).mul(array(10, 3, 1_031)).mul(4);
            return List.of(x.exp(), x.tanh(), x.abs().log(), x.sigmoid(), x.softplus());
        }),
        REDUCTIONS("4c2a32398b76305d", () -> {
            var x = array(11, 31, 67);
            return List.of(x.sum(0, false), x.sum(1, true), x.amax(1, false), x.sumTo(Shape.of(1)));
        }),
        GRADIENTS("b1bac752ba9b0357", () -> {
            var weight = Tensor.parameter(array(12, 10, 37));
            var x = Tensor.parameter(array(13, 21, 37));
            int[] labels = IntStream.range(0, 21).map(row -> row * 7 % 10).toArray();
            var logits = x.matmul(weight.transpose()).tanh();
            Reduction.MEAN.apply(Losses.softmaxCrossEntropy(logits, labels)).backward();
            return List.of(logits.data(), weight.grad(), x.grad());
        });

        private final String pinned;
        private final Supplier<List<NdArray>> arrays;

        Subject(String pinned, Supplier<List<NdArray>> arrays) {
            this.pinned = pinned;
            this.arrays = arrays;
        }
    }

    private static NdArray array(long seed, int... dims) {
        return Draws.array(Precision.FLOAT32, seed, dims);
    }

    @ParameterizedTest
    @EnumSource
    void has_its_pinned_bits_on_1_2_and_4_threads(Subject subject) {
        for (int n : new int[] {1, 2, 4}) {
            Workers.threads(n);
            assertThat(sha256(subject.arrays.get())).startsWith(subject.pinned).hasSize(64);
        }
    }

    @Test
    void one_bit_makes_another_hash() {
        assertThat(sha256(List.of(Precision.FLOAT32.of(new double[] {1, Math.nextUp(2f)}, 2))))
                .isNotEqualTo(sha256(List.of(Precision.FLOAT32.of(new double[] {1, 2}, 2))));
    }

    private static String sha256(List<NdArray> arrays) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (NdArray array : arrays) {
                for (double number : array.toDoubles()) {
                    int bits = Float.floatToIntBits((float) number);
                    digest.update(
                            ByteBuffer.allocate(Integer.BYTES).putInt(bits).array());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
