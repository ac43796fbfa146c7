package twingrad.tensor;

/**
 * The ops on batches of images (B x C x H x W), C being channels, that see them through a window which moves over them.
 */
public final class Images {
    private Images() {}

    /**
     * Cross-correlation, which deep learning calls convolution, Z = X ⋆ W + b: (B x C x H x W) -> (B x O x Ho x Wo)
     * with Ho = ⌊(H + 2·padding - Kh) / stride⌋ + 1, Wo alike. Each output is its patch's product with its filter, over
     * channels, then rows, then columns, plus its bias. With the patches as the columns of a matrix X̂, one for each
     * image, Z = W·X̂ + b; dW = Σ G·X̂ᵀ over the batch, dX̂ = Wᵀ·G, of which each pixel receives the sum over the
     * patches that see it.
     *
     * @param weight O filters, (O x C x Kh x Kw)
     * @param bias (O)
     * @param stride how far the window moves, at least 1
     * @param padding how many zeros stand on each side of an image, 0 or more
     */
    public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
        requireFilters(x.shape(), weight.shape(), bias.shape());
        int outputs = weight.shape().dim(0);
        int height = weight.shape().dim(2);
        int width = weight.shape().dim(3);
        requireStride("conv2d", stride);
        if (padding < 0) {
            throw new IllegalArgumentException("conv2d: expected a padding of 0 or more, got " + padding);
        }
        requireFit("conv2d", "window", x.shape(), 2, height, padding);
        requireFit("conv2d", "window", x.shape(), 3, width, padding);
        var patches = new Patches(x.shape(), height, width, stride, padding);
        var filters = weight.data().reshape(outputs, weight.shape().sizeAfter(0));
        var columns = patches.of(x.data());
        int batch = x.shape().dim(0);
        int places = patches.rows() * patches.columns();
        return Tensor.node(
                "conv2d",
                filters.matmul(columns)
                        .add(bias.data().reshape(outputs, 1))
                        .reshape(batch, outputs, patches.rows(), patches.columns()),
                Tensor.edge(x, "dX = G ∗ W", g -> patches.sum(filters.matmulTransA(g.reshape(batch, outputs, places)))),
                Tensor.edge(
                        weight,
                        "dW = sums over the batch of X ⋆ G",
                        g -> columns.matmulTransB(g.reshape(batch, outputs, places))
                                .sum(0, false)
                                .transpose()
                                .reshape(weight.shape())),
                Tensor.edge(
                        bias,
                        "db = sums of G by channel",
                        g -> g.reshape(batch, outputs, places).sum(2, false).sum(0, false)));
    }

    /**
     * The largest of each window, (B x C x H x W) -> (B x C x Ho x Wo) as in {@link #conv2d} without padding; the first
     * of the largest, row by row, receives g.
     *
     * @param size the window's height and width, at least 1
     * @param stride how far the window moves, at least 1
     */
    public static Tensor maxPool2d(Tensor x, int size, int stride) {
        var shape = x.shape();
        requireImages("maxPool2d", shape);
        requireStride("maxPool2d", stride);
        requireFit("maxPool2d", "size", shape, 2, size, 0);
        requireFit("maxPool2d", "size", shape, 3, size, 0);
        var planes = Shape.of(shape.dim(0) * shape.dim(1), 1, shape.dim(2), shape.dim(3));
        var patches = new Patches(planes, size, size, stride, 0);
        int[] largest = patches.largest(x.data());
        return Tensor.node(
                "maxPool2d",
                x.data()
                        .reshape(shape.size())
                        .take(largest, 0)
                        .reshape(shape.dim(0), shape.dim(1), patches.rows(), patches.columns()),
                Tensor.edge(
                        x,
                        "da = g at the first of the largest in every window",
                        g -> g.reshape(largest.length)
                                .scatterAdd(largest, 0, shape.size())
                                .reshape(shape)));
    }

    private static void requireFilters(Shape x, Shape weight, Shape bias) {
        requireImages("conv2d", x);
        if (weight.rank() != 4) {
            throw new IllegalArgumentException("conv2d: expected a weight (O x C x Kh x Kw), got " + weight);
        }
        if (x.dim(1) != weight.dim(1)) {
            throw new IllegalArgumentException("conv2d: expected a weight of " + x.dim(1) + " channels to match " + x
                    + ", got " + weight + "; axis 1 has " + weight.dim(1));
        }
        if (!bias.equals(Shape.of(weight.dim(0)))) {
            throw new IllegalArgumentException(
                    "conv2d: expected a bias (" + weight.dim(0) + ") to match the weight " + weight + ", got " + bias);
        }
    }

    private static void requireImages(String op, Shape x) {
        if (x.rank() != 4) {
            throw new IllegalArgumentException(op + ": expected images (B x C x H x W), got " + x);
        }
    }

    private static void requireStride(String op, int stride) {
        if (stride < 1) {
            throw new IllegalArgumentException(op + ": expected a stride of at least 1, got " + stride);
        }
    }

    private static void requireFit(String op, String what, Shape images, int axis, int window, int padding) {
        long padded = images.dim(axis) + 2L * padding;
        if (padded > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(op + ": expected at most 2147483647 places along axis " + axis + " of "
                    + images + ", got " + padded + " with padding " + padding);
        }
        if (window < 1 || window > padded) {
            throw new IllegalArgumentException(op + ": expected a " + what + " of 1 to " + padded + " along axis "
                    + axis + " of " + images + (padding == 0 ? "" : " with padding " + padding) + ", got " + window);
        }
    }
}
