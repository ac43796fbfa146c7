package twingrad.compare.data;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.datasets.Dataset;
import twingrad.datasets.Mnist;
import twingrad.datasets.ToyDatasets;

/** The datasets that come with twingrad, each with a training and a test set. */
public enum DataSource {
    /** Four points; they are the test set, too. */
    XOR(new Toy(4, 2, (request, random) -> {
        request.refuseClasses("xor", 2);
        request.refuseNoise("xor");
        require("xor", request.samples == 4, "4 samples", request.samples);
        return ToyDatasets.xor();
    })),
    /** Two rings. */
    CIRCLES(new Toy(300, 2, (request, random) -> {
        request.refuseClasses("circles", 2);
        return ToyDatasets.circles(request.samples, request.noise.orElse(ToyDatasets.CIRCLES_NOISE), random);
    })),
    /** Two half moons. */
    MOONS(new Toy(300, 2, (request, random) -> {
        request.refuseClasses("moons", 2);
        return ToyDatasets.moons(request.samples, request.noise.orElse(ToyDatasets.MOONS_NOISE), random);
    })),
    /** Three arms of a spiral, or more. */
    SPIRAL(new Toy(
            300,
            3,
            (request, random) -> ToyDatasets.spiral(
                    request.perClass("spiral"),
                    request.classes,
                    request.noise.orElse(ToyDatasets.SPIRAL_NOISE),
                    random))),
    /** Three separable heaps, or more, or less separable ones. */
    BLOBS(new Toy(
            300,
            3,
            (request, random) ->
                    ToyDatasets.blobs(request.perClass("blobs"), request.classes, request.noise.orElse(0), random))),
    /** 60,000 handwritten digits of 28 x 28 pixels, and 10,000 more to test on. */
    MNIST(new Digits());

    /** Where a training and a test set come from. */
    private sealed interface Origin {
        Dataset train(Seeds seeds, OptionalInt samples, OptionalDouble noise, OptionalInt classes);

        Dataset test(Seeds seeds, OptionalDouble noise, OptionalInt classes);
    }

    /** Of the heap for a point: its coordinates, label and place in the order, and copies where it is split. */
    private static final int BYTES = 128;

    /** What is to be drawn. */
    private record Request(int samples, OptionalDouble noise, int classes) {
        Request {
            long heap = Runtime.getRuntime().maxMemory();
            if (samples > heap / BYTES) {
                throw new IllegalArgumentException("samples: expected at most " + heap / BYTES + " for a heap of "
                        + (heap >> 20) + " MB, got " + samples);
            }
        }

        int perClass(String name) {
            require(name, classes >= 2, "2 or more classes", classes);
            require(name, samples % classes == 0, "a multiple of " + classes + " samples", samples);
            return samples / classes;
        }

        void refuseClasses(String name, int own) {
            require(name, classes == own, own + " classes, as many as there are", classes);
        }

        void refuseNoise(String name) {
            require(name, noise.isEmpty(), "no noise", noise.orElse(0));
        }
    }

    /** Draws so many samples. */
    private interface Drawing {
        Dataset draw(Request request, RandomGenerator random);
    }

    /** Both sets drawn; the test set has the usual number of samples, which belongs to the usual number of classes. */
    private record Toy(int usual, int usualClasses, Drawing drawing) implements Origin {
        @Override
        public Dataset train(Seeds seeds, OptionalInt samples, OptionalDouble noise, OptionalInt classes) {
            int drawn = classes.orElse(usualClasses);
            return drawing.draw(new Request(samples.orElse(usual(drawn)), noise, drawn), seeds.generator(Purpose.DATA));
        }

        @Override
        public Dataset test(Seeds seeds, OptionalDouble noise, OptionalInt classes) {
            int drawn = classes.orElse(usualClasses);
            return drawing.draw(new Request(usual(drawn), noise, drawn), seeds.generator(Purpose.TEST_DATA));
        }

        private int usual(int classes) {
            return (int) Math.min(Integer.MAX_VALUE, (long) usual / usualClasses * classes);
        }
    }

    /** Both sets read. */
    private record Digits() implements Origin {
        @Override
        public Dataset train(Seeds seeds, OptionalInt samples, OptionalDouble noise, OptionalInt classes) {
            refuseGenerator(noise, classes);
            Dataset all = Mnist.train();
            int taken = samples.orElse(all.size());
            require("mnist", taken >= 1 && taken <= all.size(), "1 to " + all.size() + " samples", taken);
            return all.slice(0, taken);
        }

        @Override
        public Dataset test(Seeds seeds, OptionalDouble noise, OptionalInt classes) {
            refuseGenerator(noise, classes);
            return Mnist.test();
        }

        private static void refuseGenerator(OptionalDouble noise, OptionalInt classes) {
            noise.ifPresent(given -> require("mnist", false, "no noise", given));
            classes.ifPresent(given -> require("mnist", given == 10, "10 classes, as many as there are", given));
        }
    }

    private final Origin origin;

    DataSource(Origin origin) {
        this.origin = origin;
    }

    private static void require(String name, boolean holds, String expected, Number got) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": expected " + expected + ", got " + got);
        }
    }

    /**
     * The training set; of MNIST, where {@code samples} is given, the first so many digits. IllegalArgumentException if
     * there is no such set: XOR has 4 samples, spiral and blobs a multiple of 3.
     */
    public Dataset train(Seeds seeds, OptionalInt samples) {
        return origin.train(seeds, samples, OptionalDouble.empty(), OptionalInt.empty());
    }

    /** The test set: drawn from the same distribution as the training set, but not the same samples. */
    public Dataset test(Seeds seeds) {
        return origin.test(seeds, OptionalDouble.empty(), OptionalInt.empty());
    }

    /** The training set of a choice, before any split. IllegalArgumentException if there is no such set. */
    Dataset train(DataChoice choice) {
        return origin.train(choice.seeds(), choice.samples(), choice.noise(), choice.classes());
    }

    /** Its test set. IllegalArgumentException if there is no such set. */
    Dataset test(DataChoice choice) {
        return origin.test(choice.seeds(), choice.noise(), choice.classes());
    }

    /** As typed: {@code xor}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
