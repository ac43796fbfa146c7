package twingrad.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twingrad.compare.Op.Domain;
import twingrad.compare.Op.Grid;
import twingrad.compare.Seeds.Purpose;
import twingrad.scalar.Value;
import twingrad.tensor.Precision;
import twingrad.tensor.Shape;
import twingrad.tensor.Tensor;

/**
 * One op's value and derivatives in every engine. The values are compared as they are. The loss Σ cᵢ·outᵢ with random
 * weights c (so that no two entries weigh alike and a transposition shows) is differentiated by the scalar engine, the
 * tensor engine in both precisions, and Richardson's difference quotients, and compared operand by operand.
 */
public final class OpCheck {

    /** Allowed rounding of one op's value or gradient, in unit roundoffs: sums of a few dozen terms of like size. */
    private static final double ROUNDINGS = 200;

    /** How far a case's entries keep from each other, so that no quotient's step crosses a tie of two. */
    private static final double DISTANCE = 1e-3;

    /**
     * The op's value or one operand's gradient in one witness, against the scalar engine's.
     *
     * @param op the row's name
     * @param shapes the operands' shapes
     * @param operand whose gradient, counted from 0; none for the op's value
     * @param witness tensor-f64, tensor-f32 or finite-differences
     * @param relativeDifference ‖a-b‖/(‖a‖+‖b‖)
     * @param bound what is allowed
     * @param ulps |a-b| of the worst entry, in units in the last place of the witness's precision
     * @param norm ‖a‖ of the scalar engine's: a row whose derivative is nearly 0 would prove nothing
     */
    public record Result(
            String op,
            List<Shape> shapes,
            OptionalInt operand,
            String witness,
            double relativeDifference,
            double bound,
            double ulps,
            double norm) {

        /** Whether it is within the bound. */
        public boolean agrees() {
            return relativeDifference <= bound;
        }
    }

    private OpCheck() {}

    /**
     * Checks one row over all its shapes: for each, the value in both precisions, then the gradients. What the op
     * itself refuses, as shapes that do not fit, it throws; IllegalArgumentException if the engines' values differ in
     * number.
     */
    public static List<Result> run(Op op, Seeds seeds) {
        var results = new ArrayList<Result>();
        for (int i = 0; i < op.shapes().size(); i++) {
            results.addAll(new Case(op, op.shapes().get(i), seeds.generator(Purpose.OPS, i, 0)).results());
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
            double[] values = numbers(op.scalar().apply(grids()), Value::data);
            List<double[]> gradients = scalar();
            var results = new ArrayList<Result>();
            for (Precision precision : Precision.values()) {
                String witness = new TensorWitness(precision).name();
                double bound = ROUNDINGS * precision.unit();
                List<Tensor> leaves = leaves(precision);
                Tensor outputs = op.tensor().apply(leaves);
                double[] found = outputs.data().toDoubles();
                results.add(result(OptionalInt.empty(), witness, values, found, bound));
                add(results, witness, gradients, gradients(leaves, outputs), bound);
            }
            add(results, "finite-differences", gradients, quotients(), FiniteDifferences.TRUNCATION);
            return results;
        }

        private void add(List<Result> results, String witness, List<double[]> a, List<double[]> b, double bound) {
            for (int i = 0; i < a.size(); i++) {
                results.add(result(OptionalInt.of(i), witness, a.get(i), b.get(i), bound));
            }
        }

        private Result result(OptionalInt operand, String witness, double[] a, double[] b, double bound) {
            if (a.length != b.length) {
                throw new IllegalArgumentException(op.name() + ": expected " + a.length + " numbers of " + witness
                        + ", as of scalar, got " + b.length);
            }
            double difference = Norm.relativeDifference(a, b);
            return new Result(op.name(), shapes, operand, witness, difference, bound, ulps(a, b, witness), Norm.of(a));
        }

        private static double ulps(double[] a, double[] b, String witness) {
            boolean single = witness.equals(new TensorWitness(Precision.FLOAT32).name());
            double worst = 0;
            for (int i = 0; i < a.length; i++) {
                double larger = Math.max(Math.abs(a[i]), Math.abs(b[i]));
                double ulp = single ? Math.ulp((float) larger) : Math.ulp(larger);
                worst = Math.max(worst, Math.abs(a[i] - b[i]) / ulp);
            }
            return worst;
        }

        private static double[] numbers(List<Value> values, ToDoubleFunction<Value> part) {
            return values.stream().mapToDouble(part).toArray();
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
                    .map(grid -> numbers(grid.entries(), Value::grad))
                    .toList();
        }

        private List<Tensor> leaves(Precision precision) {
            return IntStream.range(0, shapes.size())
                    .mapToObj(i -> Tensor.parameter(
                            precision.of(operands.get(i), shapes.get(i).dims())))
                    .toList();
        }

        private List<double[]> gradients(List<Tensor> leaves, Tensor outputs) {
            Tensor c = Tensor.constant(
                    outputs.precision().of(weights, outputs.shape().dims()));
            outputs.mul(c).sum().backward();
            return leaves.stream().map(leaf -> leaf.grad().toDoubles()).toList();
        }

        private List<double[]> quotients() {
            var gradients = new ArrayList<double[]>();
            for (double[] entries : operands) {
                var gradient = new double[entries.length];
                for (int k = 0; k < entries.length; k++) {
                    gradient[k] = FiniteDifferences.quotient(
                            entries, k, () -> loss(grids()).data());
                }
                gradients.add(gradient);
            }
            return gradients;
        }
    }
}
