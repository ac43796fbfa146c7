package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Seeds.Purpose;

class InitializationTest {

    private static final Network NETWORK = Network.of(List.of(2, 5, 4, 3), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY);

    @ParameterizedTest
    @EnumSource
    void every_drawn_number_is_a_float_and_every_bias_0(Initialization initialization) {
        var network = new Network(
                NETWORK.widths(),
                NETWORK.activations(),
                NETWORK.loss(),
                NETWORK.reduction(),
                Regularization.NONE,
                initialization);

        double[] theta = network.draw(new Seeds(3));

        assertThat(Arrays.stream(theta)).allMatch(x -> x == (float) x.doubleValue());
        for (Block block : network.blocks()) {
            double[] entries = Arrays.copyOfRange(theta, block.offset(), block.end());
            if (block.isWeight()) {
                assertThat(entries).doesNotContain(0).doesNotHaveDuplicates();
            } else {
                assertThat(entries).containsOnly(0);
            }
        }
    }

    /** The first 8 bytes of the SHA-256 of θ's bits, big-endian doubles: the same on every JDK. */
    @ParameterizedTest
    @CsvSource({
        "LECUN_NORMAL, 5abe59b27eedbd85",
        "LECUN_UNIFORM, dfb97f0b99d2c6ae",
        "HE_NORMAL, af41f2143a867ffa",
        "HE_UNIFORM, f5901eb08ee227eb",
        "GLOROT_NORMAL, d24d37b9a1d3c60d",
        "GLOROT_UNIFORM, b33a9b7a0bfb01ec",
    })
    void drawn_bits_are_pinned(Initialization initialization, String digest) throws NoSuchAlgorithmException {
        var network = new Network(
                List.of(3, 17, 4),
                List.of(Activation.TANH, Activation.IDENTITY),
                Loss.SOFTMAX_CROSS_ENTROPY,
                Reduction.MEAN,
                Regularization.NONE,
                initialization);

        assertThat(sha256(network.draw(new Seeds(42)))).isEqualTo(digest);
    }

    @Test
    void a_layer_is_drawn_alike_whatever_lies_before_it() {
        var seeds = new Seeds(8);
        double[] one = Network.of(List.of(3, 4, 2), Activation.TANH, Loss.HINGE).draw(seeds);
        double[] other =
                Network.of(List.of(9, 4, 2), Activation.TANH, Loss.HINGE).draw(seeds);

        assertThat(Arrays.copyOfRange(one, 16, 24)).isEqualTo(Arrays.copyOfRange(other, 40, 48));
    }

    static Stream<Arguments> deviations() {
        return Stream.of(
                Arguments.of(Initialization.LECUN_NORMAL, Math.sqrt(1 / 30.0)),
                Arguments.of(Initialization.LECUN_UNIFORM, Math.sqrt(1 / 30.0)),
                Arguments.of(Initialization.HE_NORMAL, Math.sqrt(2 / 30.0)),
                Arguments.of(Initialization.HE_UNIFORM, Math.sqrt(2 / 30.0)),
                Arguments.of(Initialization.GLOROT_NORMAL, Math.sqrt(2 / 80.0)),
                Arguments.of(Initialization.GLOROT_UNIFORM, Math.sqrt(2 / 80.0)));
    }

    @ParameterizedTest
    @MethodSource("deviations")
    void weights_have_mean_0_and_the_stated_deviation(Initialization initialization, double deviation) {
        int n = 40_000;
        RandomGenerator random = new Seeds(1).generator(Purpose.PARAMETERS);
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double w = initialization.draw(30, 50, random) / deviation;
            sum += w;
            squares += w * w;
            largest = Math.max(largest, Math.abs(w));
        }

        // Standard errors of n = 40,000: 1/√n = 0.005 of the mean, at most √(2/n) = 0.0071 of the square; 4 of each.
        assertThat(sum / n).isBetween(-0.02, 0.02);
        assertThat(squares / n).isBetween(1 - 0.0283, 1 + 0.0283);
        if (initialization.name().endsWith("UNIFORM")) {
            assertThat(largest).isBetween(1.73, Math.sqrt(3) * (1 + Witness.FLOAT32));
        } else {
            assertThat(largest).isGreaterThan(3);
        }
    }

    @Test
    void the_relu_family_is_drawn_by_he_and_the_others_by_lecun() {
        assertThat(Stream.of(Activation.values()).map(Initialization::of))
                .containsExactly(
                        Initialization.LECUN_NORMAL,
                        Initialization.HE_NORMAL,
                        Initialization.HE_NORMAL,
                        Initialization.LECUN_NORMAL,
                        Initialization.LECUN_NORMAL);
        assertThat(Initialization.GLOROT_UNIFORM).hasToString("glorot-uniform");
    }

    private static String sha256(double[] theta) throws NoSuchAlgorithmException {
        var bytes = ByteBuffer.allocate(Double.BYTES * theta.length);
        IntStream.range(0, theta.length).forEach(i -> bytes.putDouble(theta[i]));
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()))
                .substring(0, 16);
    }
}
