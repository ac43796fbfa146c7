package twingrad.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import twingrad.compare.Op.Domain;
import twingrad.compare.Op.Grid;
import twingrad.compare.Seeds.Purpose;
import twingrad.scalar.Value;
import twingrad.tensor.Precision;
import twingrad.tensor.Shape;
import twingrad.tensor.Tensor;

/**
 * One op's derivatives in every engine: the loss Σ cᵢ·outᵢ with random weights c (so that no two entries weigh alike and
 * a transposition shows) is differentiated by the scalar engine, the tensor engine in both precisions, and Richardson's
 * difference quotients, and compared operand by operand.
 */
public final class OpCheck {

    /** Allowed rounding of one op's gradient, in unit roundoffs: sums of a few dozen terms of like size. */
    private static final double ROUNDINGS = 200;

    /** Allowed error of a difference quotient, as in {@link FiniteDifferences}. */
    private static final double TRUNCATION = 1e-8;

    /** How far a case's entries keep from each other, so that no quotient's step crosses a tie of two. */
    private static final double DISTANCE = 1e-3;

    /**
     * One operand's gradient in one witness, against the scalar engine's.
     *
     * @param op the row's name
     * @param shapes the operands' shapes
     * @param operand which operand, counted from 0
     * @param witness tensor-f64, tensor-f32 or finite-differences
     * @param relativeDifference ‖a-b‖/(‖a‖+‖b‖)
     * @param bound what is allowed
     * @param norm ‖a‖ of the scalar engine's gradient: a row whose derivative is nearly 0 would prove nothing
     */
    public record Result(
            String op,
            List<Shape> shapes,
            int operand,
            String witness,
            double relativeDifference,
            double bound,
            double norm) {

        /** Whether it is within the bound. */
        public boolean agrees() {
            return relativeDifference <= bound;
        }
    }

    private OpCheck() {}

    /** Checks one row over all its shapes. */
    public static List<Result> run(Op op, Seeds seeds) {
        var results = new ArrayList<Result>();
        for (int i = 0; i < op.shapes().size(); i++) {
            results.addAll(new Case(op, op.shapes().get(i), seeds.generator(Purpose.SAMPLING, i, 0)).results());
        }
        return results;
    }

    /** A row at one list of shapes, with its drawn numbers. */
    private static final class Case {
        private final Op op;
        private final List<Shape> shapes;
        private final List<double[]> operands = new ArrayList<>();
        private final double[] weights;

        Case(Op op, List<Shape> shapes, RandomGenerator random) {
            this.op = op;
            this.shapes = shapes;
            var taken = new ArrayList<Double>();
            for (int i = 0; i < shapes.size(); i++) {
                var entries = new double[shapes.get(i).size()];
                for (int k = 0; k < entries.length; k++) {
                    entries[k] = drawApart(op.domains().get(i), taken, random);
                    taken.add(entries[k]);
                }
                operands.add(entries);
            }
            weights = new double[op.scalar().apply(grids()).size()];
            for (int k = 0; k < weights.length; k++) {
                weights[k] = (float) (0.5 + random.nextDouble());
            }
        }

        private static double drawApart(Domain domain, List<Double> taken, RandomGenerator random) {
            double x = domain.draw(random);
            return taken.stream().anyMatch(other -> Math.abs(other - x) < DISTANCE)
                    ? drawApart(domain, taken, random)
                    : x;
        }

        List<Result> results() {
            List<double[]> truth = scalar();
            var results = new ArrayList<Result>();
            for (Precision precision : Precision.values()) {
                String name = precision == Precision.FLOAT64 ? "tensor-f64" : "tensor-f32";
                add(results, name, truth, tensor(precision), ROUNDINGS * precision.unit());
            }
            add(results, "finite-differences", truth, quotients(), TRUNCATION);
            return results;
        }

        private void add(List<Result> results, String witness, List<double[]> a, List<double[]> b, double bound) {
            for (int i = 0; i < a.size(); i++) {
                double difference = Norm.relativeDifference(a.get(i), b.get(i));
                results.add(new Result(op.name(), shapes, i, witness, difference, bound, Norm.of(a.get(i))));
            }
        }

        private List<Grid> grids() {
            var grids = new ArrayList<Grid>();
            for (int i = 0; i < shapes.size(); i++) {
                var leaves = new ArrayList<Value>();
                for (double entry : operands.get(i)) {
                    leaves.add(Value.of(entry));
                }
                grids.add(new Grid(shapes.get(i), leaves));
            }
            return grids;
        }

        private Value loss(List<Grid> grids) {
            List<Value> outputs = op.scalar().apply(grids);
            Value loss = Value.of(0);
            for (int k = 0; k < weights.length; k++) {
                loss = loss.add(outputs.get(k).mul(weights[k]));
            }
            return loss;
        }

        private List<double[]> scalar() {
            List<Grid> grids = grids();
            loss(grids).backward();
            return grids.stream()
                    .map(grid ->
                            grid.entries().stream().mapToDouble(Value::grad).toArray())
                    .toList();
        }

        private List<double[]> tensor(Precision precision) {
            var leaves = new ArrayList<Tensor>();
            for (int i = 0; i < shapes.size(); i++) {
                leaves.add(Tensor.parameter(
                        precision.of(operands.get(i), shapes.get(i).dims())));
            }
            Tensor outputs = op.tensor().apply(leaves);
            Tensor c = Tensor.constant(precision.of(weights, outputs.shape().dims()));
            outputs.mul(c).sum().backward();
            return leaves.stream().map(leaf -> leaf.grad().toDoubles()).toList();
        }

        private List<double[]> quotients() {
            var gradients = new ArrayList<double[]>();
            for (double[] entries : operands) {
                var gradient = new double[entries.length];
                for (int k = 0; k < entries.length; k++) {
                    double wide = quotient(entries, k, FiniteDifferences.STEP);
                    double narrow = quotient(entries, k, FiniteDifferences.STEP / 2);
                    gradient[k] = (4 * narrow - wide) / 3;
                }
                gradients.add(gradient);
            }
            return gradients;
        }

        private double quotient(double[] entries, int k, double step) {
            double here = entries[k];
            entries[k] = here + step;
            double above = loss(grids()).data();
            entries[k] = here - step;
            double below = loss(grids()).data();
            entries[k] = here;
            return (above - below) / (2 * step);
        }
    }
}
