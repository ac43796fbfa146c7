package twingrad.datasets;

import java.util.Objects;

/** Images without labels; pixels stay bytes until an image is asked for. */
public final class IdxImages {

    private static final int WHITE = 255;

    private final ImageSize size;
    private final byte[] pixels;

    /** Keeps the array. */
    IdxImages(ImageSize size, byte[] pixels) {
        this.size = Objects.requireNonNull(size, "images: expected a size, got null");
        this.pixels = pixels;
    }

    /** Of every image. */
    public ImageSize size() {
        return size;
    }

    /** How many there are. */
    public int count() {
        return pixels.length / size.pixels();
    }

    /** An image line by line, 0 black to 1 white, each pixel p as p/255 rounded to float, as a dataset reads it. */
    public double[] image(int index) {
        if (index < 0 || index >= count()) {
            throw new IllegalArgumentException("image: expected an index in [0, " + count() + "), got " + index);
        }
        var brightness = new double[size.pixels()];
        for (int i = 0; i < brightness.length; i++) {
            brightness[i] = (float) Byte.toUnsignedInt(pixels[index * brightness.length + i]) / WHITE;
        }
        return brightness;
    }
}
