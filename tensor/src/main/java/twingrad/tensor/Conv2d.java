package twingrad.tensor;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A convolution layer, as {@link Images#conv2d} computes it: (B x C x H x W) -> (B x O x Ho x Wo).
 *
 * @param weight O filters, (O x C x Kh x Kw)
 * @param bias (O)
 * @param stride how far the window moves, at least 1
 * @param padding how many zeros stand on each side of an image, 0 or more
 */
public record Conv2d(Tensor weight, Tensor bias, int stride, int padding) implements Layer {
    public Conv2d {
        Requirements.rank("Conv2d", weight.shape(), 4);
        if (!bias.shape().equals(Shape.of(weight.shape().dim(0)))) {
            throw new IllegalArgumentException("Conv2d: expected a bias ("
                    + weight.shape().dim(0) + ") to match the weight " + weight.shape() + ", got " + bias.shape());
        }
        if (stride < 1 || padding < 0) {
            throw new IllegalArgumentException(
                    "Conv2d: expected a stride of at least 1 and a padding of 0 or more, got " + stride + " and "
                            + padding);
        }
    }

    /**
     * A layer with random parameters and a stride of 1: it is a {@link Linear#random} layer on every patch.
     *
     * @param channels C, of the inputs
     * @param outputs O, of the outputs
     * @param size of the window, both ways
     */
    public static Conv2d random(
            int channels, int outputs, int size, int padding, Precision precision, RandomGenerator random) {
        if (channels < 1 || outputs < 1 || size < 1) {
            throw new IllegalArgumentException("Conv2d: expected at least 1 channel, 1 output and a window of 1, got "
                    + channels + ", " + outputs + " and " + size);
        }
        var onPatches = Linear.random(channels * size * size, outputs, precision, random);
        var filters = onPatches.weight().data().reshape(outputs, channels, size, size);
        return new Conv2d(Tensor.parameter(filters, "weight"), onPatches.bias(), 1, padding);
    }

    @Override
    public Map<String, Tensor> namedParameters() {
        return Linear.named(weight, bias);
    }

    @Override
    public Tensor forward(Tensor x) {
        return Images.conv2d(x, weight, bias, stride, padding);
    }
}
