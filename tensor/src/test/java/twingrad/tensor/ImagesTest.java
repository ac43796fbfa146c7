package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolution and pooling against the slow, obvious loops, and what they refuse. */
class ImagesTest {
    /** Sums of up to 300 terms, in float64 and in another order. */
    private static final double BOUND = 1e-13;

    /** The same in float32. */
    private static final double FLOAT_BOUND = 1e-5;

    record Window(String name, int[] x, int[] weight, int stride, int padding) {
        NdArray images(Precision precision) {
            return Draws.array(precision, 1, x);
        }

        NdArray filters(Precision precision) {
            return Draws.array(precision, 2, weight);
        }

        NdArray bias(Precision precision) {
            return Draws.array(precision, 3, weight[0]);
        }

        /** Places of the window along an axis, 2 or 3. */
        int places(int axis) {
            return (x[axis] + 2 * padding - weight[axis]) / stride + 1;
        }

        @Override
        public String toString() {
            return "%s: %s with %s, stride %d, padding %d"
                    .formatted(name, Shape.of(x), Shape.of(weight), stride, padding);
        }
    }

    static Stream<Window> windows() {
        return Stream.of(
                new Window("plain", new int[] {2, 3, 7, 5}, new int[] {4, 3, 3, 2}, 1, 0),
                new Window("padded", new int[] {3, 2, 4, 6}, new int[] {5, 2, 3, 3}, 1, 1),
                new Window("strided", new int[] {2, 1, 9, 8}, new int[] {3, 1, 2, 4}, 2, 0),
                new Window("a rest unseen", new int[] {1, 2, 8, 7}, new int[] {2, 2, 3, 2}, 3, 0),
                new Window("padded and strided", new int[] {2, 2, 5, 6}, new int[] {1, 2, 4, 3}, 2, 2),
                new Window("padding alone is seen", new int[] {1, 1, 2, 3}, new int[] {2, 1, 2, 2}, 1, 3),
                new Window("one pixel", new int[] {5, 4, 1, 1}, new int[] {3, 4, 1, 1}, 1, 0),
                new Window("the whole image", new int[] {3, 2, 4, 5}, new int[] {6, 2, 4, 5}, 1, 0),
                new Window("no images", new int[] {0, 2, 4, 5}, new int[] {3, 2, 2, 2}, 1, 0),
                new Window("many images", new int[] {33, 3, 12, 11}, new int[] {6, 3, 5, 5}, 1, 2));
    }

    /** Called for every product of a pixel and a weight: places in x, in the weight and in the result. */
    @FunctionalInterface
    private interface Term {
        void at(int pixel, int weight, int output);
    }

    /** The definition: for each image, filter and place, over channels, rows and columns of the window. */
    private static void forEachTerm(Window w, Term term) {
        int outputs = w.weight[0];
        for (int output = 0; output < w.x[0] * outputs * w.places(2) * w.places(3); output++) {
            int column = output % w.places(3);
            int row = output / w.places(3) % w.places(2);
            int filter = output / w.places(3) / w.places(2) % outputs;
            int image = output / w.places(3) / w.places(2) / outputs;
            for (int c = 0; c < w.x[1]; c++) {
                for (int i = 0; i < w.weight[2]; i++) {
                    for (int j = 0; j < w.weight[3]; j++) {
                        int y = row * w.stride + i - w.padding;
                        int x = column * w.stride + j - w.padding;
                        if (y >= 0 && y < w.x[2] && x >= 0 && x < w.x[3]) {
                            int pixel = ((image * w.x[1] + c) * w.x[2] + y) * w.x[3] + x;
                            term.at(pixel, ((filter * w.x[1] + c) * w.weight[2] + i) * w.weight[3] + j, output);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void convolution_has_the_bits_of_the_obvious_loops(Window window) {
        var x = window.images(Precision.FLOAT32);
        var weight = window.filters(Precision.FLOAT32);
        var bias = window.bias(Precision.FLOAT32);
        var z = conv2d(window, x, weight, bias).data();
        var sums = new float[z.shape().size()];
        double[] pixels = x.toDoubles();
        double[] weights = weight.toDoubles();
        forEachTerm(window, (p, w, at) -> sums[at] = Math.fma((float) weights[w], (float) pixels[p], sums[at]));
        double[] biases = bias.toDoubles();
        int places = window.places(2) * window.places(3);
        var expected = new double[sums.length];
        Arrays.setAll(expected, at -> sums[at] + (float) biases[at / places % biases.length]);

        assertThat(z.shape()).isEqualTo(Shape.of(window.x[0], window.weight[0], window.places(2), window.places(3)));
        assertThat(z.toDoubles()).containsExactly(expected);
    }

    @ParameterizedTest
    @MethodSource("windows")
    void its_gradients_are_those_of_the_obvious_loops(Window window) {
        for (var precision : Precision.values()) {
            var x = Tensor.parameter(window.images(precision));
            var weight = Tensor.parameter(window.filters(precision));
            var bias = Tensor.parameter(window.bias(precision));
            var z = Images.conv2d(x, weight, bias, window.stride, window.padding);
            var g = Draws.array(precision, 4, z.shape().dims());
            z.mul(Tensor.constant(g)).sum().backward();

            double bound = precision == Precision.FLOAT32 ? FLOAT_BOUND : BOUND;
            var dx = new double[x.shape().size()];
            var dw = new double[weight.shape().size()];
            var db = new double[bias.shape().size()];
            double[] gs = g.toDoubles();
            double[] pixels = x.data().toDoubles();
            double[] weights = weight.data().toDoubles();
            forEachTerm(window, (p, w, at) -> {
                dx[p] += gs[at] * weights[w];
                dw[w] += gs[at] * pixels[p];
            });
            for (int at = 0; at < gs.length; at++) {
                db[at / window.places(2) / window.places(3) % db.length] += gs[at];
            }
            assertThat(difference(x, dx)).isLessThanOrEqualTo(bound);
            assertThat(difference(weight, dw)).isLessThanOrEqualTo(bound);
            assertThat(difference(bias, db)).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void a_kernel_turned_by_180_degrees_is_told_apart() {
        var window = windows().findFirst().orElseThrow();
        var weight = window.filters(Precision.FLOAT64);
        double[] turned = weight.toDoubles();
        int size = weight.shape().sizeAfter(1);
        double[] weights = weight.toDoubles();
        Arrays.setAll(turned, i -> weights[i / size * size + size - 1 - i % size]);
        var bias = window.bias(Precision.FLOAT64);
        var x = window.images(Precision.FLOAT64);

        assertThat(conv2d(window, x, Precision.FLOAT64.of(turned, window.weight), bias)
                        .data()
                        .toDoubles())
                .isNotEqualTo(conv2d(window, x, weight, bias).data().toDoubles());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void convolution_is_the_same_for_any_number_of_threads(Precision precision) {
        var window = windows().reduce((first, second) -> second).orElseThrow();
        int before = Workers.threads();
        try {
            Workers.threads(1);
            double[] alone = gradients(window, precision);
            Workers.threads(4);

            assertThat(gradients(window, precision)).containsExactly(alone);
        } finally {
            Workers.threads(before);
        }
    }

    private static double[] gradients(Window window, Precision precision) {
        var x = Tensor.parameter(window.images(precision));
        var weight = Tensor.parameter(window.filters(precision));
        var bias = Tensor.parameter(window.bias(precision));
        Images.conv2d(x, weight, bias, window.stride, window.padding)
                .tanh()
                .sum()
                .backward();
        return Stream.of(x, weight, bias)
                .flatMapToDouble(leaf -> Arrays.stream(leaf.grad().toDoubles()))
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void pooling_takes_the_largest_of_each_window(Precision precision) {
        var x = Draws.array(precision, 5, 2, 3, 7, 6);
        var pooled = Images.maxPool2d(Tensor.parameter(x), 3, 2).data();

        assertThat(pooled.shape()).isEqualTo(Shape.of(2, 3, 3, 2));
        for (int at = 0; at < pooled.shape().size(); at++) {
            int[] place = {at / 18, at / 6 % 3, at / 2 % 3, at % 2};
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < 9; k++) {
                largest = Math.max(largest, x.get(place[0], place[1], 2 * place[2] + k / 3, 2 * place[3] + k % 3));
            }
            assertThat(pooled.get(place)).isEqualTo(largest);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void pooling_gives_its_gradient_to_the_first_of_ties_and_overlaps_add_up(Precision precision) {
        var x = Tensor.parameter(precision.of(new double[] {1, 5, 5, 5, 2, 0, 3, 3, 3}, 1, 1, 3, 3));
        var pooled = Images.maxPool2d(x, 2, 1);
        pooled.mul(Tensor.constant(precision.of(new double[] {1, 10, 100, 1000}, 1, 1, 2, 2)))
                .sum()
                .backward();

        assertThat(pooled.data().toDoubles()).containsExactly(5, 5, 5, 3);
        assertThat(x.grad().toDoubles()).containsExactly(0, 11, 0, 100, 0, 0, 0, 1000, 0);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void pooling_finds_nan_and_infinity(Precision precision) {
        double low = Double.NEGATIVE_INFINITY;
        var x = Tensor.constant(precision.of(new double[] {low, low, 1, low, low, Double.NaN}, 1, 1, 2, 3));

        assertThat(Images.maxPool2d(x, 2, 1).data().toDoubles()).containsExactly(low, Double.NaN);
    }

    static Stream<Misfit> misfits() {
        return Stream.of(
                conv2d("conv2d: expected images (B x C x H x W), got (1x28x28)", 1, 0, shape(1, 28, 28), 6, 1, 5, 5),
                conv2d("conv2d: expected a weight (O x C x Kh x Kw), got (6x25)", 1, 0, shape(8, 1, 28, 28), 6, 25),
                conv2d(
                        "conv2d: expected a weight of 3 channels to match (8x3x28x28), got (6x1x5x5); axis 1 has 1",
                        1,
                        0,
                        shape(8, 3, 28, 28),
                        6,
                        1,
                        5,
                        5),
                conv2d("conv2d: expected a stride of at least 1, got 0", 0, 0, shape(8, 1, 28, 28), 6, 1, 5, 5),
                conv2d("conv2d: expected a padding of 0 or more, got -1", 1, -1, shape(8, 1, 28, 28), 6, 1, 5, 5),
                conv2d(
                        "conv2d: expected a window of 1 to 6 along axis 3 of (8x1x9x4) with padding 1, got 7",
                        1,
                        1,
                        shape(8, 1, 9, 4),
                        6,
                        1,
                        5,
                        7),
                conv2d(
                        "conv2d: expected at most 2147483647 places along axis 2 of (1x1x3x3), got 2147483651"
                                + " with padding 1073741824",
                        1,
                        1 << 30,
                        shape(1, 1, 3, 3),
                        1,
                        1,
                        1,
                        1),
                conv2d(
                        "shape: expected at most 2147483647 elements, got [1, 30, 30, 10052, 10052]",
                        1,
                        5040,
                        shape(1, 1, 1, 1),
                        1,
                        1,
                        30,
                        30),
                new Misfit(
                        "conv2d: expected a bias (6) to match the weight (6x1x5x5), got (5)",
                        p -> Images.conv2d(zeros(p, 8, 1, 9, 9), zeros(p, 6, 1, 5, 5), zeros(p, 5), 1, 0)),
                new Misfit(
                        "maxPool2d: expected images (B x C x H x W), got (9x9)",
                        p -> Images.maxPool2d(zeros(p, 9, 9), 2, 2)),
                new Misfit(
                        "maxPool2d: expected a size of 1 to 3 along axis 2 of (8x2x3x4), got 4",
                        p -> Images.maxPool2d(zeros(p, 8, 2, 3, 4), 4, 2)));
    }

    private static Misfit conv2d(String message, int stride, int padding, Shape x, int... weight) {
        return new Misfit(
                message,
                p -> Images.conv2d(zeros(p, x.dims()), zeros(p, weight), zeros(p, weight[0]), stride, padding));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void refuses_what_does_not_fit(Misfit misfit) {
        misfit.requireRefused();
    }

    private static Tensor conv2d(Window window, NdArray x, NdArray weight, NdArray bias) {
        return Images.conv2d(
                Tensor.constant(x), Tensor.constant(weight), Tensor.constant(bias), window.stride, window.padding);
    }

    private static double difference(Tensor leaf, double[] gradient) {
        double norm = FiniteDifferences.norm(gradient);
        double[] difference = leaf.grad().toDoubles();
        Arrays.setAll(difference, i -> difference[i] - gradient[i]);
        return norm == 0 ? FiniteDifferences.norm(difference) : FiniteDifferences.norm(difference) / norm;
    }

    private static Shape shape(int... dims) {
        return Shape.of(dims);
    }

    private static Tensor zeros(Precision precision, int... dims) {
        return Tensor.parameter(precision.zeros(Shape.of(dims)));
    }
}
