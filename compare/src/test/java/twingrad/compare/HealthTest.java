package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import twingrad.compare.Health.Inactive;
import twingrad.compare.Health.NotFinite;

class HealthTest {

    /** Unit 0 sees z = x, unit 1 z = -1 - x for x = 1, 2: never above 0. */
    private static final Network NETWORK = Network.of(List.of(1, 2, 1), Activation.RELU, Loss.MEAN_SQUARED_ERROR);

    private static final double[] THETA = {1, -1, 0, -1, 1, 1, 0};
    private static final Batch BATCH = new Batch(2, new double[] {1, 2}, new double[] {0, 0});

    private static Health after(double[] theta) {
        double[] before = theta.clone();
        before[0] += 1;
        before[4] += 1;
        return Health.of(NETWORK, before, theta, BATCH, Optional.empty());
    }

    @Test
    void blocks_of_which_no_bit_ever_changed_are_frozen() {
        assertThat(after(THETA).frozen()).containsExactly("layers.0.bias", "layers.1.bias");
    }

    @Test
    void where_nothing_was_trained_nothing_is_frozen() {
        assertThat(Health.of(NETWORK, THETA, THETA.clone(), BATCH, Optional.empty())
                        .frozen())
                .isEmpty();
    }

    @Test
    void units_that_no_sample_turns_on_are_never_active() {
        assertThat(after(THETA).inactive()).containsExactly(new Inactive(0, List.of(1), 2));
        assertThat(after(new double[] {1, 1, 0, -1, 1, 1, 0}).inactive()).isEmpty();
    }

    /** Only a slope of 0 keeps a unit off for ever. */
    @Test
    void a_tanh_is_always_active() {
        var network = Network.of(List.of(1, 2, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR);

        assertThat(Health.of(network, new double[7], THETA, BATCH, Optional.empty())
                        .inactive())
                .isEmpty();
    }

    /** a = (1, 0), (2, 0); J = (1 + 4)/2; dJ/dz1 = 1, 2; dW1 = (5, 0), db1 = 3; dW0 = (5, 0), db0 = (3, 0). */
    @Test
    void the_gradient_s_norm_is_said_of_each_layer() {
        assertThat(after(THETA).gradientNorms())
                .hasSize(2)
                .allSatisfy(norm -> assertThat(norm).isCloseTo(Math.sqrt(34), within(1e-12)));
        assertThat(after(THETA).lines().get(0))
                .isEqualTo("gradient norm by layer, on the first 2 training samples: 5.8, 5.8");
    }

    @Test
    void what_the_training_met_first_is_said() {
        var met = new NotFinite(7, "Z0 (matmulTransB)[0,1] = Infinity");
        double[] broken = THETA.clone();
        broken[2] = Double.NaN;

        Health health = Health.of(NETWORK, THETA, broken, BATCH, Optional.of(met));

        assertThat(health.notFinite()).contains(met);
        assertThat(health.lines())
                .containsExactly(
                        "NEVER UPDATED: layers.0.weight, layers.1.weight, layers.1.bias",
                        "NOT FINITE first at step 7: Z0 (matmulTransB)[0,1] = Infinity");
    }

    @Test
    void a_last_update_that_no_loss_saw_is_found_in_theta() {
        double[] broken = THETA.clone();
        broken[2] = Double.NEGATIVE_INFINITY;

        assertThat(Health.of(NETWORK, THETA, broken, BATCH, Optional.empty()).lines())
                .contains("NOT FINITE first at the last update: layers.0.bias[0] = -Infinity");
    }

    @Test
    void a_sound_network_has_no_warnings() {
        double[] before = new double[THETA.length];
        double[] after = {1, 1, 0.5, -1, 1, 1, 2};

        Health health = Health.of(NETWORK, before, after, BATCH, Optional.empty());

        assertThat(health.warnings()).isEmpty();
        assertThat(health.lines()).hasSize(1);
        assertThat(after(THETA).warnings())
                .containsExactly(
                        "NEVER UPDATED: layers.0.bias, layers.1.bias", "never active in layer 0: 1 of 2 units: 1");
    }

    @Test
    void a_large_network_is_measured_on_fewer_samples() {
        var large = Network.of(List.of(784, 128, 10), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);

        assertThat(Health.samples(NETWORK, 300)).isEqualTo(300);
        assertThat(Health.samples(large, 60_000)).isBetween(300, 1_000);
    }
}
