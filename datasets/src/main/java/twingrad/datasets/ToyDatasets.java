package twingrad.datasets;

import java.util.random.RandomGenerator;

/**
 * Small generated sets in the plane: two features, every coordinate rounded to float once, so that engines of
 * every precision start from the same numbers.
 *
 * <p>Samples come class by class; see {@link Dataset#shuffled}. Noise is the standard deviation of a Gaussian, 0
 * for none. Arguments out of range are refused with an {@code IllegalArgumentException}.
 */
public final class ToyDatasets {
    /** Noise of circles and moons in scikit-learn's "Comparing different clustering algorithms on toy datasets". */
    public static final double CIRCLES_NOISE = 0.05;

    /** Noise of moons, from the same example. */
    public static final double MOONS_NOISE = 0.05;

    /** Noise of the spiral's angle, in radians, in Stanford's CS231n, "Putting it together: minimal neural network". */
    public static final double SPIRAL_NOISE = 0.2;

    /** Radius of the inner circle where the outer one has 1; scikit-learn's {@code factor} in the same example. */
    private static final double INNER_RADIUS = 0.5;

    /** How far the spiral's angle runs within a class, in radians; CS231n. */
    private static final double SPIRAL_TURN = 4;

    /** Radius of the circle on which the centers of the blobs lie. */
    private static final double BLOBS_CIRCLE = 2;

    /** Radius of a blob as a share of the distance between neighboring centers; below 1/2 blobs are apart. */
    private static final double BLOB_SHARE = 0.25;

    /** Radius of a blob in standard deviations of its Gaussian; one point in ninety falls beyond and is pulled in. */
    private static final double BLOB_DEVIATIONS = 3;

    private ToyDatasets() {}

    /** Exclusive or: the points (0,0) (0,1) (1,0) (1,1), labels 0 1 1 0. */
    public static Dataset xor() {
        return Dataset.of("xor", new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new int[] {0, 1, 1, 0}, 2);
    }

    /**
     * Two circles around (0,0) with evenly spaced points: radius 1 is class 0, radius 0.5 class 1, which has the
     * odd sample. As scikit-learn's {@code make_circles(samples, factor=0.5)}, unshuffled.
     *
     * @param samples of both classes, at least 2
     */
    public static Dataset circles(int samples, double noise, RandomGenerator random) {
        checkAtLeast("circles", 2, "samples", samples);
        checkNoise("circles", noise);
        int outer = samples / 2;
        var points = new Points(samples);
        for (int row = 0; row < samples; row++) {
            boolean isOuter = row < outer;
            int i = isOuter ? row : row - outer;
            int n = isOuter ? outer : samples - outer;
            double t = 2 * Math.PI * i / n;
            double r = isOuter ? 1 : INNER_RADIUS;
            double x = r * StrictMath.cos(t) + noise * random.nextGaussian();
            double y = r * StrictMath.sin(t) + noise * random.nextGaussian();
            points.add(x, y, isOuter ? 0 : 1);
        }
        return points.dataset("circles", 2);
    }

    /**
     * Two interleaving half circles of radius 1 with evenly spaced points: the upper one around (0,0) is class 0,
     * the lower one around (1,0.5) class 1, which has the odd sample. As scikit-learn's {@code make_moons},
     * unshuffled.
     *
     * @param samples of both classes, at least 2
     */
    public static Dataset moons(int samples, double noise, RandomGenerator random) {
        checkAtLeast("moons", 2, "samples", samples);
        checkNoise("moons", noise);
        int upper = samples / 2;
        var points = new Points(samples);
        for (int row = 0; row < samples; row++) {
            boolean isUpper = row < upper;
            int i = isUpper ? row : row - upper;
            int n = isUpper ? upper : samples - upper;
            double t = linspace(0, Math.PI, n, i);
            double x = isUpper ? StrictMath.cos(t) : 1 - StrictMath.cos(t);
            double y = isUpper ? StrictMath.sin(t) : 0.5 - StrictMath.sin(t);
            points.add(x + noise * random.nextGaussian(), y + noise * random.nextGaussian(), isUpper ? 0 : 1);
        }
        return points.dataset("moons", 2);
    }

    /**
     * Spiral arms, one a class, every arm from (0,0) to the unit circle: class j has n = {@code perClass} points
     * (r sin t, r cos t) with r = linspace(0, 1, n) and t = linspace(4j, 4(j+1), n) + noise·N(0,1). As in
     * Stanford's CS231n, for any number of classes.
     *
     * @param noise of the angle, in radians
     */
    public static Dataset spiral(int perClass, int classes, double noise, RandomGenerator random) {
        checkAtLeast("spiral", 1, "samples a class", perClass);
        checkAtLeast("spiral", 1, "classes", classes);
        checkNoise("spiral", noise);
        var points = new Points(total("spiral", perClass, classes));
        for (int j = 0; j < classes; j++) {
            for (int i = 0; i < perClass; i++) {
                double r = linspace(0, 1, perClass, i);
                double t = linspace(SPIRAL_TURN * j, SPIRAL_TURN * (j + 1), perClass, i);
                t += noise * random.nextGaussian();
                points.add(r * StrictMath.sin(t), r * StrictMath.cos(t), j);
            }
        }
        return points.dataset("spiral", classes);
    }

    /** Gaussian blobs without noise, which are linearly separable. */
    public static Dataset blobs(int perClass, int classes, RandomGenerator random) {
        return blobs(perClass, classes, 0, random);
    }

    /**
     * Gaussian blobs, without noise linearly separable by construction: the centers lie evenly on a circle of radius 2
     * around (0,0), and a point that falls farther from its center than a quarter of the distance between neighboring
     * centers is pulled back to that distance. So each point is nearer to its own center than to any other, and as
     * all centers have the same norm, "nearest center" is a linear rule: the largest of the products center·point.
     * Noise is then added to these points, which are the same ones for any noise.
     *
     * @param classes at least 2
     */
    public static Dataset blobs(int perClass, int classes, double noise, RandomGenerator random) {
        checkAtLeast("blobs", 1, "samples a class", perClass);
        checkAtLeast("blobs", 2, "classes", classes);
        checkNoise("blobs", noise);
        double limit = BLOB_SHARE * 2 * BLOBS_CIRCLE * StrictMath.sin(Math.PI / classes);
        double deviation = limit / BLOB_DEVIATIONS;
        var points = new Points(total("blobs", perClass, classes));
        for (int j = 0; j < classes; j++) {
            double t = 2 * Math.PI * j / classes;
            for (int i = 0; i < perClass; i++) {
                double x = deviation * random.nextGaussian();
                double y = deviation * random.nextGaussian();
                double r = Math.sqrt(x * x + y * y);
                double pull = r > limit ? limit / r : 1;
                points.add(BLOBS_CIRCLE * StrictMath.cos(t) + pull * x, BLOBS_CIRCLE * StrictMath.sin(t) + pull * y, j);
            }
        }
        if (noise > 0) {
            points.scatter(noise, random);
        }
        return points.dataset("blobs", classes);
    }

    /** Number i of n evenly spaced ones, the first {@code start}, the last {@code stop}; n = 1 gives the first. */
    private static double linspace(double start, double stop, int n, int i) {
        return n == 1 ? start : start + (stop - start) * ((double) i / (n - 1));
    }

    private static int total(String op, int perClass, int classes) {
        long total = (long) perClass * classes;
        if (total > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    op + ": expected at most " + Integer.MAX_VALUE + " samples, got " + perClass + "x" + classes);
        }
        return (int) total;
    }

    private static void checkAtLeast(String op, int least, String what, int got) {
        if (got < least) {
            throw new IllegalArgumentException(op + ": expected " + least + " or more " + what + ", got " + got);
        }
    }

    private static void checkNoise(String op, double noise) {
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(op + ": expected finite noise of 0 or more, got " + noise);
        }
    }

    /** The samples of a set while it is generated. */
    private static final class Points {
        private final double[][] inputs;
        private final int[] labels;
        private int size;

        Points(int samples) {
            inputs = new double[samples][];
            labels = new int[samples];
        }

        /** Adds a point, each coordinate rounded to float. */
        void add(double x, double y, int label) {
            inputs[size] = new double[] {(float) x, (float) y};
            labels[size] = label;
            size++;
        }

        /** Moves every point, each new coordinate rounded to float. */
        void scatter(double noise, RandomGenerator random) {
            for (double[] point : inputs) {
                point[0] = (float) (point[0] + noise * random.nextGaussian());
                point[1] = (float) (point[1] + noise * random.nextGaussian());
            }
        }

        Dataset dataset(String name, int classes) {
            return Dataset.of(name, inputs, labels, classes);
        }
    }
}
