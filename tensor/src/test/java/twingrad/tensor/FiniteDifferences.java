package twingrad.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Gradients of an expression by its VJPs and by central differences in float64. The expression is reduced by a weighted
 * sum, so that its output gradient is different in every entry.
 */
record FiniteDifferences(Function<List<Tensor>, Tensor> expression, List<NdArray> inputs) {
    private static final double STEP = 1e-5;

    private Tensor objective(List<Tensor> leaves) {
        var output = expression.apply(leaves);
        var weights = Draws.array(output.precision(), 99, output.shape().dims());
        return output.mul(Tensor.constant(weights)).sum();
    }

    /** By backpropagation, one gradient an input. */
    List<double[]> gradients() {
        var leaves = inputs.stream().map(Tensor::parameter).toList();
        objective(leaves).backward();
        return leaves.stream().map(leaf -> leaf.grad().toDoubles()).toList();
    }

    /** By central differences, one gradient an input. */
    List<double[]> approximations() {
        var result = new ArrayList<double[]>();
        for (int input = 0; input < inputs.size(); input++) {
            var approximation = new double[inputs.get(input).shape().size()];
            for (int i = 0; i < approximation.length; i++) {
                approximation[i] = (at(input, i, STEP) - at(input, i, -STEP)) / (2 * STEP);
            }
            result.add(approximation);
        }
        return result;
    }

    private double at(int input, int entry, double shift) {
        var leaves = new ArrayList<Tensor>();
        for (int k = 0; k < inputs.size(); k++) {
            var values = inputs.get(k).toDoubles();
            if (k == input) {
                values[entry] += shift;
            }
            leaves.add(Tensor.constant(
                    inputs.get(k).precision().of(values, inputs.get(k).shape().dims())));
        }
        return objective(leaves).data().item();
    }

    /** The largest of the inputs' ‖gradient - approximation‖ / (‖gradient‖ + ‖approximation‖); NaN counts as infinite. */
    double discrepancy() {
        return discrepancy(gradients(), approximations());
    }

    static double discrepancy(List<double[]> left, List<double[]> right) {
        double worst = 0;
        for (int k = 0; k < left.size(); k++) {
            var difference = left.get(k).clone();
            for (int i = 0; i < difference.length; i++) {
                difference[i] -= right.get(k)[i];
            }
            double scale = norm(left.get(k)) + norm(right.get(k));
            double relative = scale == 0 ? 0 : norm(difference) / scale;
            worst = Double.isFinite(relative) ? Math.max(worst, relative) : Double.POSITIVE_INFINITY;
        }
        return worst;
    }

    static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(x -> x * x).sum());
    }
}
