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
    XOR(4) {
        @Override
        Dataset draw(int samples, RandomGenerator random) {
            return ToyDatasets.xor();
        }
    },
    /** Two rings. */
    CIRCLES(300) {
        @Override
        Dataset draw(int samples, RandomGenerator random) {
            return ToyDatasets.circles(samples, ToyDatasets.CIRCLES_NOISE, random);
        }
    },
    /** Two half moons. */
    MOONS(300) {
        @Override
        Dataset draw(int samples, RandomGenerator random) {
            return ToyDatasets.moons(samples, ToyDatasets.MOONS_NOISE, random);
        }
    },
    /** Three arms of a spiral. */
    SPIRAL(300) {
        @Override
        Dataset draw(int samples, RandomGenerator random) {
            return ToyDatasets.spiral(samples / 3, 3, ToyDatasets.SPIRAL_NOISE, random);
        }
    },
    /** Three separable heaps. */
    BLOBS(300) {
        @Override
        Dataset draw(int samples, RandomGenerator random) {
            return ToyDatasets.blobs(samples / 3, 3, random);
        }
    },
    /** 60,000 handwritten digits of 28 x 28 pixels, and 10,000 more to test on. */
    MNIST(60_000) {
        @Override
        Dataset draw(int samples, RandomGenerator random) {
            throw new AssertionError("MNIST is read, not drawn");
        }

        @Override
        public Dataset train(Seeds seeds, OptionalInt samples) {
            Dataset all = Mnist.train();
            return samples.isPresent() ? all.slice(0, Math.min(samples.getAsInt(), all.size())) : all;
        }

        @Override
        public Dataset test(Seeds seeds) {
            return Mnist.test();
        }
    };

    private final int samples;

    DataSource(int samples) {
        this.samples = samples;
    }

    abstract Dataset draw(int samples, RandomGenerator random);

    /** The training set; of MNIST, where {@code samples} is given, the first so many digits. */
    public Dataset train(Seeds seeds, OptionalInt samples) {
        return draw(samples.orElse(this.samples), seeds.generator(Purpose.DATA));
    }

    /** The test set: drawn from the same distribution as the training set, but not the same samples. */
    public Dataset test(Seeds seeds) {
        return draw(samples, seeds.generator(Purpose.TEST_DATA));
    }

    /** As typed: {@code xor}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
