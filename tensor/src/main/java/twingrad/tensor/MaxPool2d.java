package twingrad.tensor;

/**
 * Keeps the largest of each window, as {@link Images#maxPool2d} computes it: (B x C x H x W) -> (B x C x Ho x Wo).
 *
 * @param size the window's height and width, at least 1
 * @param stride how far the window moves, at least 1
 */
public record MaxPool2d(int size, int stride) implements Layer {
    public MaxPool2d {
        if (size < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "MaxPool2d: expected a size and a stride of at least 1, got " + size + " and " + stride);
        }
    }

    /** Windows side by side, which do not overlap. */
    public MaxPool2d(int size) {
        this(size, size);
    }

    @Override
    public Tensor forward(Tensor x) {
        return Images.maxPool2d(x, size, stride);
    }
}
