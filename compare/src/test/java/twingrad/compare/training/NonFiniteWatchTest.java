package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import twingrad.compare.Activation;
import twingrad.compare.Health.NotFinite;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;
import twingrad.scalar.Value;
import twingrad.tensor.Precision;
import twingrad.tensor.Tensor;

class NonFiniteWatchTest {

    private static final Dataset MOONS = ToyDatasets.moons(20, ToyDatasets.MOONS_NOISE, new Random(1));

    /** exp(1000) is infinite; what follows is not its own fault. */
    @Test
    void the_first_op_of_the_first_such_step_is_named_in_the_scalar_engine() {
        var watch = new NonFiniteWatch();
        watch.see(Value.of(2, "a").exp());
        watch.see(Value.of(1000, "a").exp().as("p").mul(3).log());
        watch.see(Value.of(2000, "a").exp());

        assertThat(watch.first()).contains(new NotFinite(2, "p = exp(a) = exp(1000) = Infinity"));
    }

    @Test
    void the_first_op_and_its_entry_are_named_in_the_tensor_engine() {
        var watch = new NonFiniteWatch();
        var x = Tensor.constant(Precision.FLOAT64.of(new double[] {1, 2, 3, 4, 5, 1000}, 2, 3), "X");
        watch.see(x.sum());
        watch.see(x.exp().as("P").mul(x).mean());

        assertThat(watch.first()).contains(new NotFinite(2, "P (exp)[1,2] = Infinity"));
    }

    @Test
    void a_leaf_that_is_none_comes_before_the_ops_that_take_it() {
        var watch = new NonFiniteWatch();
        var w = Tensor.parameter(Precision.FLOAT64.of(new double[] {1, Double.NaN}, 2), "layers.0.bias");
        watch.see(w.exp().sum());

        assertThat(watch.first()).contains(new NotFinite(1, "layers.0.bias[1] = NaN"));
    }

    @Test
    void a_training_that_stays_finite_has_none() {
        var learner = learner(0.1);
        learner.epoch(0);

        assertThat(learner.notFinite()).isEmpty();
    }

    /** Squared errors at a rate of 1e30: the third step's outputs overflow. */
    @Test
    void a_training_that_diverges_is_told_where() {
        for (Learner learner : List.of(learner(1e200), new ScalarLearner(plan(1e200), MOONS))) {
            for (int epoch = 0; epoch < 5; epoch++) {
                learner.epoch(epoch);
            }

            Optional<NotFinite> first = learner.notFinite();
            assertThat(first).isPresent();
            assertThat(first.orElseThrow().step()).isBetween(2L, 5L);
            assertThat(first.orElseThrow().where()).matches(".*(Infinity|NaN)");
        }
    }

    private static Learner learner(double rate) {
        return new TensorLearner(plan(rate), Precision.FLOAT64, MOONS);
    }

    private static Plan plan(double rate) {
        var network = Network.of(List.of(2, 3, 1), Activation.RELU, Loss.MEAN_SQUARED_ERROR);
        return new Plan(network, OptimizerKind.SGD, rate, 5, MOONS.size(), new Seeds(1));
    }
}
