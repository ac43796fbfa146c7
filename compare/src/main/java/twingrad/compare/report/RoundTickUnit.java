package twingrad.compare.report;

import org.jfree.chart.axis.NumberTickUnit;

/** Steps of 1, 2 or 5 times a power of 10, some five to ten of them. */
final class RoundTickUnit extends NumberTickUnit {

    private static final long serialVersionUID = 1;

    private static final int STEPS = 5;

    /** Steps for an axis that spans so much, above 0. */
    RoundTickUnit(double span) {
        super(step(span / STEPS));
    }

    /** The largest round number that is not above {@code most}. */
    private static double step(double most) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(most)));
        for (int factor : new int[] {5, 2}) {
            if (factor * power <= most) {
                return factor * power;
            }
        }
        return power;
    }

    @Override
    public String valueToString(double x) {
        return Numbers.rounded(Math.rint(x / getSize()) * getSize());
    }
}
