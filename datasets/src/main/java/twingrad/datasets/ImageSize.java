package twingrad.datasets;

/**
 * How many pixels an image has; a row of features is the image line by line.
 *
 * @param height lines, at least 1
 * @param width pixels a line, at least 1
 */
public record ImageSize(int height, int width) {

    /** IllegalArgumentException if a side is below 1. */
    public ImageSize {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("image: expected sides of 1 or more, got " + height + "x" + width);
        }
    }

    /** Height times width. */
    public int pixels() {
        return height * width;
    }

    /** As people write it: {@code 28x28}. */
    @Override
    public String toString() {
        return height + "x" + width;
    }
}
