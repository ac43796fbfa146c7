package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Mutants.Mutant;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;

class MutantsTest {

    private static final Witness QUOTIENTS = new FiniteDifferences(new Seeds(1));

    private static Scene spiral() {
        Dataset data = ToyDatasets.spiral(100, 3, ToyDatasets.SPIRAL_NOISE, new Random(1));
        return Scene.of(Network.classifier(data, List.of(3), Activation.RELU), data, 1);
    }

    private static Witness missingMean(Witness healthy) {
        return Mutants.named("missing-mean-in-last-bias").fault().apply(healthy);
    }

    /** The published bug: m = 300 samples, and the last bias's gradient is m times too large. */
    @Test
    void a_missing_1_over_m_in_the_last_bias_is_found_there_and_nowhere_else() {
        CheckReport report = spiral().against(Scene.SCALAR, missingMean(Scene.SCALAR));

        assertThat(report.verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(report.oddOnesOut()).containsExactly("mutant");
        assertThat(report.losses()).allMatch(loss -> loss.verdict() == Verdict.AGREE);
        assertThat(report.blocks())
                .filteredOn(block -> block.verdict() != Verdict.AGREE)
                .singleElement()
                .satisfies(block -> {
                    assertThat(block.name()).isEqualTo("layers.1.bias");
                    assertThat(block.relativeDifference()).isCloseTo(299.0 / 301, within(1e-6));
                    assertThat(block.diagnosis()).contains("factor 300.000 = m: the mean's 1/m is missing");
                });
    }

    @Test
    void every_other_witness_sees_it_too() {
        CheckReport report =
                spiral().against(missingMean(Scene.FLOAT64), Scene.SCALAR, Scene.FLOAT64, Scene.FLOAT32, QUOTIENTS);

        assertThat(report.blocks())
                .filteredOn(block -> block.verdict() == Verdict.DISAGREE)
                .hasSize(4)
                .allMatch(block -> block.name().equals("layers.1.bias"));
    }

    @Test
    void a_reference_that_is_itself_spoiled_is_the_odd_one_out() {
        assertThat(spiral().against(missingMean(Scene.SCALAR), Scene.SCALAR, Scene.FLOAT64)
                        .oddOnesOut())
                .containsExactly("mutant");
    }

    @Test
    void of_two_witnesses_the_other_is_called_odd_since_nobody_can_tell() {
        assertThat(spiral().against(missingMean(Scene.SCALAR), Scene.FLOAT64).oddOnesOut())
                .containsExactly("tensor-f64");
    }

    @Test
    void one_mutant_among_healthy_witnesses_is_the_odd_one_out() {
        assertThat(spiral().against(Scene.SCALAR, Scene.FLOAT64, missingMean(Scene.SCALAR), QUOTIENTS)
                        .oddOnesOut())
                .containsExactly("mutant");
    }

    @ParameterizedTest
    @MethodSource("twingrad.compare.Mutants#all")
    void every_mutant_of_the_catalogue_is_caught_and_its_clean_twin_is_not(Mutant mutant) {
        Scene scene = spiral();

        assertThat(scene.against(Scene.SCALAR, mutant.fault().apply(Scene.FLOAT64))
                        .verdict())
                .isEqualTo(Verdict.DISAGREE);
        assertThat(scene.against(Scene.SCALAR, Scene.FLOAT64).verdict()).isEqualTo(Verdict.AGREE);
        assertThat(mutant.description()).isNotBlank();
    }

    @Test
    void a_mutant_keeps_its_healthy_witness_s_precision_and_answer() {
        Scene scene = spiral();
        LossAndGradient before = Scene.FLOAT32.evaluate(scene.network(), scene.theta(), scene.batch());

        assertThat(missingMean(Scene.FLOAT32).unitRoundoff()).isEqualTo(Witness.FLOAT32);
        assertThat(missingMean(Scene.FLOAT32)
                        .evaluate(scene.network(), scene.theta(), scene.batch())
                        .loss())
                .isEqualTo(before.loss());
    }

    @Test
    void an_unknown_name_is_told_the_catalogue() {
        assertThatThrownBy(() -> Mutants.named("missing-men"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mutant: expected one of missing-mean-in-last-bias, got missing-men");
    }
}
