package twingrad.compare.data;

import java.util.Objects;

/**
 * A picture in shades of gray.
 *
 * @param width in pixels, 1 or more
 * @param height in pixels, 1 or more
 * @param brightness of each pixel, row by row (height x width), 0 black to 1 white
 */
public record GrayImage(int width, int height, double[] brightness) {

    /** IllegalArgumentException unless there is one number a pixel. Copies the array. */
    public GrayImage {
        Objects.requireNonNull(brightness, "image: expected pixels, got null");
        if (width < 1 || height < 1 || (long) width * height != brightness.length) {
            throw new IllegalArgumentException(
                    "image: expected " + width + "x" + height + " pixels, 1 or more, got " + brightness.length);
        }
        brightness = brightness.clone();
    }

    /** A copy of the pixels. */
    @Override
    public double[] brightness() {
        return brightness.clone();
    }

    double at(int row, int column) {
        return brightness[row * width + column];
    }

    /** For example {@code 200x100}, width first, as image editors say it. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
