package twingrad.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import twingrad.compare.Seeds.Purpose;

/**
 * How wrong difference quotients are, by their step ε: the U-curve. To the right their formula's error falls with ε² or
 * ε⁴, to the left the rounding of J, divided by ε, grows.
 *
 * @param points from the largest step to the smallest
 */
public record StepSweep(List<Point> points) {

    /** Steps a decade, and the exponents of the largest and the smallest. */
    private static final int STEPS_A_DECADE = 2;

    private static final int LARGEST = -1;
    private static final int SMALLEST = -11;

    /** Most entries of one block that are differenced, and most multiplications for all. */
    private static final int MOST_ENTRIES = 100;

    private static final double MOST_WORK = 2e9;

    /**
     * One step.
     *
     * @param step ε
     * @param central ‖a-b‖/(‖a‖+‖b‖) of (J(θ+ε) - J(θ-ε))/2ε from the gradient; NaN if no entry is left
     * @param richardson the same of (4·D(ε/2) - D(ε))/3
     * @param compared entries in which no unit changes side within ε
     * @param kinks entries that were left out since one does
     */
    public record Point(double step, double central, double richardson, int compared, int kinks) {}

    public StepSweep {
        points = List.copyOf(points);
    }

    /**
     * The errors against a gradient that is held to be right. Of a large network, some entries of each block are drawn;
     * no array is modified. IllegalArgumentException if θ or the batch does not fit the network.
     */
    public static StepSweep of(Network network, double[] parameters, Batch batch, double[] gradient, Seeds seeds) {
        network.requireFits(parameters);
        network.requireFits(batch);
        List<Integer> entries = entries(network, batch, seeds);
        Textbook center = Textbook.forward(network, parameters, batch);
        var points = new ArrayList<Point>();
        for (int i = 0; i <= (LARGEST - SMALLEST) * STEPS_A_DECADE; i++) {
            double step = StrictMath.pow(10, LARGEST - (double) i / STEPS_A_DECADE);
            points.add(new Sweeper(network, parameters.clone(), batch, center, step).point(entries, gradient));
        }
        return new StepSweep(points);
    }

    private static List<Integer> entries(Network network, Batch batch, Seeds seeds) {
        double passes = MOST_WORK / ((double) batch.rows() * network.parameterCount());
        int steps = (LARGEST - SMALLEST) * STEPS_A_DECADE + 1;
        int most = (int) Math.max(
                3, Math.min(MOST_ENTRIES, passes / (4 * steps * network.blocks().size())));
        var random = seeds.generator(Purpose.CHECK_ENTRIES);
        var entries = new ArrayList<Integer>();
        for (Block block : network.blocks()) {
            random.ints(block.offset(), block.end())
                    .distinct()
                    .limit(Math.min(most, block.size()))
                    .sorted()
                    .forEach(entries::add);
        }
        return entries;
    }

    /** The step at which a formula errs least. */
    public Point best(ToDoubleFunction<Point> formula) {
        return points.stream()
                .filter(point -> point.compared() > 0)
                .min(Comparator.comparingDouble(formula))
                .orElse(points.get(0));
    }

    /** All entries at one step. */
    private static final class Sweeper {
        private final Network network;
        private final double[] moved;
        private final Batch batch;
        private final Textbook center;
        private final double step;
        private boolean bends;

        Sweeper(Network network, double[] moved, Batch batch, Textbook center, double step) {
            this.network = network;
            this.moved = moved;
            this.batch = batch;
            this.center = center;
            this.step = step;
        }

        Point point(List<Integer> entries, double[] gradient) {
            var right = new ArrayList<Double>();
            var central = new ArrayList<Double>();
            var richardson = new ArrayList<Double>();
            for (int entry : entries) {
                bends = network.regularization().l1() > 0 && Math.abs(moved[entry]) <= step;
                double whole = FiniteDifferences.central(moved, entry, step, this::loss);
                double half = FiniteDifferences.central(moved, entry, step / 2, this::loss);
                if (!bends) {
                    right.add(gradient[entry]);
                    central.add(whole);
                    richardson.add((4 * half - whole) / 3);
                }
            }
            int compared = right.size();
            return new Point(
                    step,
                    difference(right, central),
                    difference(right, richardson),
                    compared,
                    entries.size() - compared);
        }

        private double loss() {
            Textbook pass = Textbook.forward(network, moved, batch);
            bends |= !center.sameSides(pass);
            return pass.loss();
        }

        private static double difference(List<Double> a, List<Double> b) {
            return a.isEmpty()
                    ? Double.NaN
                    : Norm.relativeDifference(
                            a.stream().mapToDouble(x -> x).toArray(),
                            b.stream().mapToDouble(x -> x).toArray());
        }
    }
}
