package twingrad.compare.report;

/**
 * The exponentially weighted average of a series of numbers: V = βV + (1-β)x, corrected for its start from 0, V/(1-βᵗ)
 * (Kingma and Ba 2015). It averages over about the last 1/(1-β) numbers.
 *
 * @param beta β, in [0, 1); 0 changes nothing
 */
record ExponentialAverage(double beta) {

    /** IllegalArgumentException unless β is in [0, 1). */
    ExponentialAverage {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException("average: expected β in [0, 1), got " + beta);
        }
    }

    /** As many averages as numbers; one that is not finite is passed over and stands as NaN. */
    double[] of(double[] x) {
        var averages = new double[x.length];
        double v = 0;
        double weight = 1;
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(x[i])) {
                v = beta * v + (1 - beta) * x[i];
                weight *= beta;
                averages[i] = v / (1 - weight);
            } else {
                averages[i] = Double.NaN;
            }
        }
        return averages;
    }
}
