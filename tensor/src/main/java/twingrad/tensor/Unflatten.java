package twingrad.tensor;

import java.util.stream.IntStream;

/**
 * Gives each sample's row a shape, (B x n) -> (B x …): {@code new Unflatten(1, 28, 28)} makes rows of 784 pixels images
 * of one channel.
 */
public final class Unflatten implements Layer {
    private final Shape sample;

    /**
     * @param dims a sample's shape
     */
    public Unflatten(int... dims) {
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
}
