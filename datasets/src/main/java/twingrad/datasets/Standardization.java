package twingrad.datasets;

import java.util.Arrays;
import java.util.Objects;

/**
 * Standardization of features: (x - μ)/σ with the mean μ and the standard deviation σ of each feature over a training
 * set, applied unchanged to every other set. σ divides by the number of samples, not by one less. A feature that is
 * the same in every training sample has σ = 0 and is divided by 1 instead: in training it is 0, elsewhere its distance
 * from μ.
 *
 * <p>Immutable. What comes out is as precise as what goes in: nothing is rounded to float before it is copied as one.
 */
public final class Standardization {
    private final double[] mean;
    private final double[] deviation;

    /**
     * Standardization with known numbers, as from a file.
     *
     * @param mean μ of each feature, finite. Not modified.
     * @param deviation σ of each feature, finite, 0 or more. Not modified.
     */
    public Standardization(double[] mean, double[] deviation) {
        Objects.requireNonNull(mean, "standardization: expected means, got null");
        Objects.requireNonNull(deviation, "standardization: expected deviations, got null");
        if (mean.length == 0 || mean.length != deviation.length) {
            throw refusal("a mean and a deviation for each feature", mean.length + " and " + deviation.length);
        }
        for (int i = 0; i < mean.length; i++) {
            if (!Double.isFinite(mean[i])) {
                throw refusal("a finite mean of feature " + i, mean[i]);
            }
            if (!(deviation[i] >= 0 && deviation[i] < Double.POSITIVE_INFINITY)) {
                throw refusal("a finite deviation of 0 or more of feature " + i, deviation[i]);
            }
        }
        this.mean = mean.clone();
        this.deviation = deviation.clone();
    }

    /**
     * The standardization of a training set. IllegalArgumentException if the set is empty or its numbers are too large
     * for their squares to be summed.
     */
    public static Standardization of(Dataset train) {
        if (train.size() == 0) {
            throw refusal("at least 1 training sample", 0);
        }
        int features = train.features();
        var row = new double[features];
        var mean = new double[features];
        var isConstant = new boolean[features];
        Arrays.fill(isConstant, true);
        var first = new double[features];
        train.copyInputs(0, first, 0);
        for (int sample = 0; sample < train.size(); sample++) {
            train.copyInputs(sample, row, 0);
            for (int i = 0; i < features; i++) {
                mean[i] += row[i];
                isConstant[i] &= row[i] == first[i];
            }
        }
        for (int i = 0; i < features; i++) {
            mean[i] = isConstant[i] ? first[i] : mean[i] / train.size(); // a rounded mean would give σ of an ulp
        }
        return new Standardization(mean, deviation(train, mean));
    }

    private static double[] deviation(Dataset train, double[] mean) {
        var row = new double[mean.length];
        var squares = new double[mean.length];
        for (int sample = 0; sample < train.size(); sample++) {
            train.copyInputs(sample, row, 0);
            for (int i = 0; i < row.length; i++) {
                double distance = row[i] - mean[i];
                squares[i] += distance * distance;
            }
        }
        Arrays.setAll(squares, i -> Math.sqrt(squares[i] / train.size()));
        return squares;
    }

    /** How many features it is for. */
    public int features() {
        return mean.length;
    }

    /** μ of each feature; a copy. */
    public double[] mean() {
        return mean.clone();
    }

    /** σ of each feature, 0 for one that is constant in training; a copy. */
    public double[] deviation() {
        return deviation.clone();
    }

    /**
     * The same samples, standardized while they are copied: no data is copied here. IllegalArgumentException if the
     * number of features differs.
     */
    public Dataset apply(Dataset data) {
        requireFeatures(data.features());
        return data.standardized(mean, divisors());
    }

    /** One sample, standardized in place. {@code features}: modified. */
    public void applyInPlace(double[] features) {
        requireFeatures(features.length);
        double[] divisors = divisors();
        for (int i = 0; i < features.length; i++) {
            features[i] = (features[i] - mean[i]) / divisors[i];
        }
    }

    /** What one sample was before {@link #applyInPlace}, to rounding, in place. {@code features}: modified. */
    public void undoInPlace(double[] features) {
        requireFeatures(features.length);
        double[] divisors = divisors();
        for (int i = 0; i < features.length; i++) {
            features[i] = features[i] * divisors[i] + mean[i];
        }
    }

    private double[] divisors() {
        return Arrays.stream(deviation).map(sigma -> sigma == 0 ? 1 : sigma).toArray();
    }

    private void requireFeatures(int features) {
        if (features != mean.length) {
            throw refusal(mean.length + " features as in training", features);
        }
    }

    private static IllegalArgumentException refusal(String expected, Object got) {
        return new IllegalArgumentException("standardization: expected " + expected + ", got " + got);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Standardization that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(deviation, that.deviation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
    }

    /** Such as {@code standardization of 4 features}. */
    @Override
    public String toString() {
        return "standardization of " + mean.length + " features";
    }
}
