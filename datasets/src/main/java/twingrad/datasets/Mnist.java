package twingrad.datasets;

import java.io.InputStream;
import java.util.Objects;

/**
 * The MNIST database of handwritten digits (Yann LeCun and Corinna Cortes), which comes with this module: gray
 * images of 28x28 pixels, 784 features from 0 (background) to 1 (ink), the digit as the class. Nothing is kept
 * between calls: each reads its files anew.
 */
public final class Mnist {
    private static final int CLASSES = 10;

    private Mnist() {}

    /** The 60,000 training samples. */
    public static Dataset train() {
        return read("mnist-train", "train");
    }

    /** The 10,000 test samples. */
    public static Dataset test() {
        return read("mnist-test", "t10k");
    }

    private static Dataset read(String name, String prefix) {
        String images = prefix + "-images-idx3-ubyte.gz";
        String labels = prefix + "-labels-idx1-ubyte.gz";
        return Idx.dataset(name, images, open(images), labels, open(labels), CLASSES);
    }

    private static InputStream open(String file) {
        InputStream in = Mnist.class.getResourceAsStream("mnist/" + file);
        return Objects.requireNonNull(in, file + ": expected among this module's resources, got nothing");
    }
}
