package twingrad.tensor;

/** Lays each sample out as one row, (B x …) -> (B x n): between what looks at images and what looks at features. */
public record Flatten() implements Layer {
    @Override
    public Tensor forward(Tensor x) {
        if (x.shape().rank() < 1) {
            throw new IllegalArgumentException("Flatten: expected a batch, one sample along the first axis, got ()");
        }
        return x.reshape(x.shape().dim(0), x.shape().sizeAfter(0));
    }
}
