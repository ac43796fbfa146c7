package twingrad.compare.training;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import twingrad.compare.Norm;
import twingrad.scalar.Adam;

/** Ways of getting an update wrong: each says what it would make of the first update that differs. */
enum UpdateSlip {
    /** -1 times the right one. */
    UPHILL("factor -1: uphill") {
        @Override
        double[] predict(Parting parting) {
            return scaled(parting, -1);
        }
    },
    /** α times the right one. */
    LEARNING_RATE("factor α: the learning rate is in it twice") {
        @Override
        double[] predict(Parting parting) {
            return scaled(parting, parting.learningRate());
        }
    },
    /** The sum of all updates so far. */
    ACCUMULATED("all gradients so far: they are not zeroed") {
        @Override
        double[] predict(Parting parting) {
            var sum = new double[parting.right().length];
            parting.updates().forEach(update -> IntStream.range(0, sum.length).forEach(i -> sum[i] += update[i]));
            return sum;
        }
    },
    /** (1 - β₁)/√(1 - β₂) times Adam's first. */
    NO_CORRECTION("factor 3.16228 = (1 - β₁)/√(1 - β₂): Adam's moments are not corrected") {
        @Override
        double[] predict(Parting parting) {
            return scaled(parting, (1 - Adam.BETA_1) / Math.sqrt(1 - Adam.BETA_2));
        }
    },
    /** (1 + β₁)/√(1 + β₂) times Adam's second, which is corrected as the first. */
    CLOCK_STOPPED("factor 1.34386 = (1 + β₁)/√(1 + β₂): Adam's t does not count") {
        @Override
        double[] predict(Parting parting) {
            return scaled(parting, (1 + Adam.BETA_1) / Math.sqrt(1 + Adam.BETA_2));
        }
    },
    /** -α·g/√|g|. */
    NO_SQUARE("g/√|g|: Adam's second moment is not of squares") {
        @Override
        double[] predict(Parting parting) {
            return IntStream.range(0, parting.gradient().length)
                    .mapToDouble(i -> parting.gradient()[i])
                    .map(g -> -parting.learningRate() * Math.signum(g) * Math.sqrt(Math.abs(g)))
                    .toArray();
        }
    };

    /** How much of the difference an explanation may leave. */
    private static final double RESIDUAL = 1e-3;

    /**
     * Where two trajectories part.
     *
     * @param step the first that differs, counted from 1
     * @param learningRate α
     * @param gradient dJ/dθ before it
     * @param updates of the healthy one, this step's included
     * @param wrong the other's update
     */
    record Parting(int step, double learningRate, double[] gradient, List<double[]> updates, double[] wrong) {

        /** The healthy one's update. */
        double[] right() {
            return updates.get(updates.size() - 1);
        }

        /** What the step looks like. */
        String diagnosis() {
            for (UpdateSlip slip : values()) {
                double residual = apart(slip.predict(this), wrong) / apart(right(), wrong);
                if (residual <= RESIDUAL) {
                    return String.format(Locale.ROOT, "step %d is %s (residual %.0e)", step, slip.words, residual);
                }
            }
            return "step " + step + " is another, by no known mistake";
        }
    }

    private final String words;

    UpdateSlip(String words) {
        this.words = words;
    }

    /** The update that this mistake would have made. */
    abstract double[] predict(Parting parting);

    private static double[] scaled(Parting parting, double factor) {
        return IntStream.range(0, parting.right().length)
                .mapToDouble(i -> factor * parting.right()[i])
                .toArray();
    }

    private static double apart(double[] a, double[] b) {
        return Norm.of(
                IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray());
    }
}
