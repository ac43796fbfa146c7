package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import twingrad.compare.LeNet;
import twingrad.compare.Seeds;
import twingrad.datasets.Mnist;
import twingrad.tensor.Precision;
import twingrad.tensor.Sequential;
import twingrad.tensor.Tensor;

class LeNetTest {

    private static final Seeds SEEDS = new Seeds(1);

    /** Means of 500 losses in float32, after a few steps. */
    private static final double ROUNDING = 1e-5;

    private static int size(Sequential model) {
        return model.parameters().stream()
                .mapToInt(parameter -> parameter.shape().size())
                .sum();
    }

    @Test
    void has_the_sizes_of_1998() {
        assertThat(LeNet.model(Precision.FLOAT32, SEEDS).parameters())
                .extracting(Tensor::toString)
                .containsExactly(
                        "layers.0.weight (6x1x5x5)",
                        "layers.0.bias (6)",
                        "layers.1.weight (16x6x5x5)",
                        "layers.1.bias (16)",
                        "layers.2.weight (120x400)",
                        "layers.2.bias (120)",
                        "layers.3.weight (84x120)",
                        "layers.3.bias (84)",
                        "layers.4.weight (10x84)",
                        "layers.4.bias (10)");
        assertThat(size(LeNet.model(Precision.FLOAT64, SEEDS))).isEqualTo(61_706);
    }

    @Test
    void begins_at_the_same_parameters_in_both_precisions_and_elsewhere_with_another_seed() {
        double[] single = theta(Precision.FLOAT32, SEEDS);

        assertThat(theta(Precision.FLOAT64, SEEDS)).containsExactly(single);
        assertThat(theta(Precision.FLOAT32, new Seeds(2))).isNotEqualTo(single);
    }

    private static double[] theta(Precision precision, Seeds seeds) {
        return LeNet.model(precision, seeds).parameters().stream()
                .flatMapToDouble(parameter -> Arrays.stream(parameter.data().toDoubles()))
                .toArray();
    }

    @Test
    void weights_are_he_normal() {
        double[] weights = LeNet.model(Precision.FLOAT64, SEEDS)
                .namedParameters()
                .get("layers.2.weight")
                .data()
                .toDoubles();
        double variance = Arrays.stream(weights).map(w -> w * w).sum() / weights.length;

        // 48,000 draws: the variance's own standard deviation is 0.6 % of 2/400.
        assertThat(variance).isCloseTo(2.0 / 400, within(0.03 * 2 / 400));
    }

    @Test
    void learns_500_digits_along_a_pinned_curve() {
        var digits = Mnist.train().slice(0, 500);
        var routine = new Routine(OptimizerKind.ADAM, 0.002, 3, 50, SEEDS);
        var learner = new TensorLearner(LeNet.model(Precision.FLOAT32, SEEDS), LeNet::loss, routine, digits);

        assertThat(new double[] {learner.epoch(0), learner.epoch(1), learner.epoch(2)})
                .containsExactly(new double[] {2.13488, 1.29444, 0.75192}, within(ROUNDING));
        assertThat(learner.accuracy(digits)).isGreaterThan(0.7);
        assertThat(learner.loss(digits)).as("dropout is off").isLessThan(learner.epoch(3));
    }
}
