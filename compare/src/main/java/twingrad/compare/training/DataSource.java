package twingrad.compare.training;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.datasets.Dataset;
import twingrad.datasets.Mnist;
import twingrad.datasets.ToyDatasets;

/** The datasets that can be named at the command line, each with a training and a test set. */
public enum DataSource {
    /** Four points; they are the test set, too. */
    XOR(new Toy(4, (samples, random) -> {
        require("xor", samples == 4, "4", samples);
        return ToyDatasets.xor();
    })),
    /** Two rings. */
    CIRCLES(new Toy(300, (samples, random) -> ToyDatasets.circles(samples, ToyDatasets.CIRCLES_NOISE, random))),
    /** Two half moons. */
    MOONS(new Toy(300, (samples, random) -> ToyDatasets.moons(samples, ToyDatasets.MOONS_NOISE, random))),
    /** Three arms of a spiral. */
    SPIRAL(new Toy(300, (samples, random) -> {
        require("spiral", samples % 3 == 0, "a multiple of 3", samples);
        return ToyDatasets.spiral(samples / 3, 3, ToyDatasets.SPIRAL_NOISE, random);
    })),
    /** Three separable heaps. */
    BLOBS(new Toy(300, (samples, random) -> {
        require("blobs", samples % 3 == 0, "a multiple of 3", samples);
        return ToyDatasets.blobs(samples / 3, 3, random);
    })),
    /** 60,000 handwritten digits of 28 x 28 pixels, and 10,000 more to test on. */
    MNIST(new Digits());

    /** Where a training and a test set come from. */
    private sealed interface Origin {
        Dataset train(Seeds seeds, OptionalInt samples);

        Dataset test(Seeds seeds);
    }

    /** Draws so many samples. */
    private interface Drawing {
        Dataset draw(int samples, RandomGenerator random);
    }

    /** Both sets drawn; the test set has the usual number of samples. */
    private record Toy(int usual, Drawing drawing) implements Origin {
        @Override
        public Dataset train(Seeds seeds, OptionalInt samples) {
            return drawing.draw(samples.orElse(usual), seeds.generator(Purpose.DATA));
        }

        @Override
        public Dataset test(Seeds seeds) {
            return drawing.draw(usual, seeds.generator(Purpose.TEST_DATA));
        }
    }

    /** Both sets read. */
    private record Digits() implements Origin {
        @Override
        public Dataset train(Seeds seeds, OptionalInt samples) {
            Dataset all = Mnist.train();
            int taken = samples.orElse(all.size());
            require("mnist", taken >= 1 && taken <= all.size(), "1 to " + all.size(), taken);
            return all.slice(0, taken);
        }

        @Override
        public Dataset test(Seeds seeds) {
            return Mnist.test();
        }
    }

    private final Origin origin;

    DataSource(Origin origin) {
        this.origin = origin;
    }

    private static void require(String name, boolean holds, String expected, int samples) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": expected " + expected + " samples, got " + samples);
        }
    }

    /**
     * The training set; of MNIST, where {@code samples} is given, the first so many digits. IllegalArgumentException if
     * there is no such set: XOR has 4 samples, spiral and blobs a multiple of 3.
     */
    public Dataset train(Seeds seeds, OptionalInt samples) {
        return origin.train(seeds, samples);
    }

    /** The test set: drawn from the same distribution as the training set, but not the same samples. */
    public Dataset test(Seeds seeds) {
        return origin.test(seeds);
    }

    /** As typed: {@code xor}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
