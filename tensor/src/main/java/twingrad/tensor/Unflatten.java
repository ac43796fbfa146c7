package twingrad.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Gives each sample's row a shape, (B x n) -> (B x …): {@code new Unflatten(1, 28, 28)} makes rows of 784 pixels images
 * of one channel.
 */
public final class Unflatten implements Layer {
    private final Shape sample;

    /**
     * @param dims a sample's shape, sizes of at least 1. Not modified.
     */
    public Unflatten(int... dims) {
        if (dims.length == 0 || IntStream.of(dims).anyMatch(dim -> dim < 1)) {
            throw new IllegalArgumentException("Unflatten: expected a sample's sizes, each of at least 1, got "
                    + Arrays.toString(dims) + "; for images (channels, height, width)");
        }
        sample = Shape.of(dims);
    }

    @Override
    public Tensor forward(Tensor x) {
        if (x.shape().rank() != 2 || x.shape().dim(1) != sample.size()) {
            throw new IllegalArgumentException("Unflatten: expected inputs (B x " + sample.size()
                    + "), one row for each " + sample + ", got " + x.shape());
        }
        return x.reshape(IntStream.concat(IntStream.of(x.shape().dim(0)), IntStream.of(sample.dims()))
                .toArray());
    }

    @Override
    public String toString() {
        return "Unflatten[sample=" + sample + "]";
    }
}
