package twingrad.tensor;

/**
 * The patches of an image that a window sees as it moves over it, side by side as the columns of a matrix: what turns a
 * convolution into a matrix product (im2col).
 *
 * <p>An image (C x H x W) has P = Ho·Wo patches of N = C·Kh·Kw entries each, so its matrix is (N x P): a row is one
 * place in the window, over channels, then rows, then columns, and a column is one place of the window in the image,
 * row by row. Padding is zeros around the image. Where the last stride does not fit, the image's rest is not seen.
 */
final class Patches {
    private final Shape images;
    private final int rows;
    private final int columns;
    private final int[] index;

    /**
     * The patches that a window of that size sees.
     *
     * @param images (B x C x H x W)
     */
    Patches(Shape images, int height, int width, int stride, int padding) {
        this.images = images;
        this.rows = (images.dim(2) + 2 * padding - height) / stride + 1;
        this.columns = (images.dim(3) + 2 * padding - width) / stride + 1;
        this.index = index(height, width, stride, padding);
    }

    /** For each entry of an image's (N x P) matrix its place in the image, or -1 in the padding. */
    private int[] index(int height, int width, int stride, int padding) {
        int[] sources =
                new int[Shape.of(images.dim(1), height, width, rows, columns).size()];
        int at = 0;
        for (int c = 0; c < images.dim(1); c++) {
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < width; j++) {
                    for (int row = 0; row < rows; row++) {
                        for (int column = 0; column < columns; column++) {
                            sources[at++] = place(c, row * stride + i - padding, column * stride + j - padding);
                        }
                    }
                }
            }
        }
        return sources;
    }

    private int place(int channel, int y, int x) {
        int height = images.dim(2);
        int width = images.dim(3);
        boolean inside = y >= 0 && y < height && x >= 0 && x < width;
        return inside ? (channel * height + y) * width + x : -1;
    }

    /** Rows of places of the window, Ho. */
    int rows() {
        return rows;
    }

    /** Columns of places of the window, Wo. */
    int columns() {
        return columns;
    }

    /** The patches of all images: (B x C x H x W) -> (B x N x P). */
    NdArray of(NdArray x) {
        int places = rows * columns;
        return x.reshape(images.dim(0), images.sizeAfter(0))
                .take(index, 1)
                .reshape(images.dim(0), index.length / places, places);
    }

    /**
     * Undoes {@link #of} as a VJP does: each pixel is the sum over the patches that see it, (B x N x P) -> (B x C x H x
     * W).
     */
    NdArray sum(NdArray patches) {
        return patches.reshape(images.dim(0), index.length)
                .scatterAdd(index, 1, images.sizeAfter(0))
                .reshape(images);
    }

    /**
     * Where in the flat images the first of each patch's largest stands, image by image, for windows without padding.
     */
    int[] largest(NdArray x) {
        return x.reshape(images.dim(0), images.sizeAfter(0)).argmax(index, index.length / (rows * columns));
    }
}
