package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Activation;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Seeds;
import twingrad.compare.TensorWitness;
import twingrad.compare.Trials.Trial;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;
import twingrad.tensor.Precision;

class UpdateMutantsTest {

    private static final Dataset MOONS = ToyDatasets.moons(20, ToyDatasets.MOONS_NOISE, new Random(1));

    private static Plan plan(OptimizerKind optimizer) {
        var network = Network.of(List.of(2, 5, 1), Activation.TANH, Loss.BINARY_CROSS_ENTROPY);
        return new Plan(network, optimizer, 0.1, 6, 7, new Seeds(3));
    }

    @Test
    void the_catalogue_is_whole() {
        assertThat(UpdateMutants.all())
                .extracting(UpdateMutant::name)
                .containsExactly(
                        "last-layer-never-updated",
                        "biases-never-updated",
                        "gradients-not-zeroed",
                        "uphill",
                        "learning-rate-squared",
                        "adam-without-square",
                        "adam-without-bias-correction",
                        "adam-clock-stopped",
                        "adam-epsilon-inside-root");
    }

    @Test
    void the_clean_control_passes() {
        assertThat(UpdateTrials.control()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("twingrad.compare.training.UpdateMutants#all")
    void every_mutant_is_caught_by_its_trajectory_and_diagnosed_as_expected(UpdateMutant mutant) {
        Trial trial = UpdateTrials.of(mutant);

        assertThat(trial.by()).contains("trajectory");
        assertThat(trial.diagnosis()).startsWith(mutant.diagnosis());
        assertThat(mutant.description()).isNotBlank();
    }

    @Test
    void a_block_that_never_moves_is_caught_twice() {
        Trial trial = UpdateTrials.of(named("last-layer-never-updated"));

        assertThat(trial.by()).containsExactly("trajectory", "frozen blocks");
        assertThat(trial.blocks()).containsExactly("layers.2.weight", "layers.2.bias");
        assertThat(UpdateTrials.of(named("uphill")).by()).containsExactly("trajectory");
    }

    @Test
    void a_witness_is_of_the_whole_network() {
        Plan plan = plan(OptimizerKind.SGD);
        var dropping = new Plan(plan.network(), plan.routine().withDropout(0.2));

        assertThatThrownBy(() -> WitnessLearner.mutant("uphill", dropping, MOONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("witness uphill: expected a training without dropout, got 0.2; a witness gives the"
                        + " gradient of the whole network");
    }

    @Test
    void a_mutant_without_a_fault_is_missed() {
        var none = new UpdateMutant(
                "none", "", "", OptimizerKind.SGD, "step 1", (healthy, parameters, network) -> healthy);

        Trial trial = UpdateTrials.of(none);

        assertThat(trial.isCaught()).isFalse();
        assertThat(trial.blocks()).isEmpty();
        assertThat(trial.isAsExpected()).isFalse();
    }

    private static UpdateMutant named(String name) {
        return UpdateMutants.named(name).orElseThrow();
    }

    /** Its gradients go through leaves of a graph of their own, which changes not one bit. */
    @ParameterizedTest
    @EnumSource
    void a_healthy_witness_learns_what_its_engine_learns(OptimizerKind optimizer) {
        Plan plan = plan(optimizer);
        var engine = new ScalarLearner(plan, MOONS);
        var witness = new WitnessLearner(plan, MOONS, new ScalarWitness());

        for (int epoch = 0; epoch < plan.epochs(); epoch++) {
            assertThat(witness.epoch(epoch)).isEqualTo(engine.epoch(epoch));
        }
        assertThat(witness.theta()).isEqualTo(engine.theta());
        assertThat(witness.loss(MOONS)).isEqualTo(engine.loss(MOONS));
        assertThat(witness.outputs(1, new double[] {0.5, -1})).isEqualTo(engine.outputs(1, new double[] {0.5, -1}));
        assertThat(witness.name()).isEqualTo("scalar");
        assertThat(witness.accuracy(MOONS)).isEqualTo(engine.accuracy(MOONS));
    }

    @Test
    void a_mutant_of_either_kind_trains_under_its_name() {
        Plan plan = plan(OptimizerKind.SGD);
        var healthy = new WitnessLearner(plan, MOONS, new TensorWitness(Precision.FLOAT64));
        healthy.epoch(0);

        for (String name : List.of("first-layer-detached", "uphill")) {
            WitnessLearner mutant = WitnessLearner.mutant(name, plan, MOONS);
            mutant.epoch(0);

            assertThat(mutant.name()).isEqualTo(name);
            assertThat(mutant.theta()).isNotEqualTo(healthy.theta());
        }
    }

    @Test
    void a_broken_adam_is_no_mutant_of_another_optimizer() {
        assertThatThrownBy(() -> WitnessLearner.mutant("adam-without-square", plan(OptimizerKind.SGD), MOONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mutant adam-without-square: expected the optimizer adam, got sgd");
        assertThat(WitnessLearner.mutant("biases-never-updated", plan(OptimizerKind.SGD), MOONS)
                        .name())
                .isEqualTo("biases-never-updated");
    }
}
