package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Mutant.Kind;
import twingrad.compare.Trials.Trial;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;

class MutantsTest {

    private static final Witness QUOTIENTS = new FiniteDifferences(new Seeds(1));

    private static Scene spiral() {
        Dataset data = ToyDatasets.spiral(100, 3, ToyDatasets.SPIRAL_NOISE, new Random(1));
        return Scene.of(Network.classifier(data, List.of(3), Activation.RELU), data, 1);
    }

    private static Witness missingMean(Witness healthy) {
        return Mutants.named("missing-mean-in-last-bias").of(healthy);
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
                    assertThat(block.diagnosis().orElseThrow()).startsWith("factor 300 = m: the mean's 1/m is missing");
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

    /** The catalogue, by name: a row that is lost is missed here. */
    @Test
    void the_catalogue_is_whole() {
        assertThat(Mutants.all())
                .extracting(Mutant::name)
                .containsExactly(
                        "missing-mean-in-last-bias",
                        "mean-twice-in-last-bias",
                        "twice-in-first-weight",
                        "half-in-first-bias",
                        "sign-in-first-weight",
                        "transposed-weight",
                        "column-shifted",
                        "row-shifted",
                        "bias-of-another-layer",
                        "first-layer-detached",
                        "last-unit-left-out",
                        "zero-times-infinity",
                        "relu-for-leaky-relu",
                        "sum-for-mean",
                        "relu-overwrites-upstream",
                        "relu-gated-by-gradient",
                        "sigmoid-without-chain-factor",
                        "tanh-one-minus-a",
                        "sigmoid-slope-at-a",
                        "tanh-slope-from-z",
                        "tanh-with-sigmoid-slope",
                        "softmax-diagonal-only",
                        "cross-entropy-slope-twice",
                        "targets-forgotten",
                        "reused-node-overwritten",
                        "broadcast-not-summed",
                        "bias-over-wrong-axis",
                        "bias-over-both-axes",
                        "input-before-activation",
                        "weight-transposed-on-the-way-down",
                        "penalty-without-mean",
                        "penalty-forgotten-backward",
                        "penalty-on-the-biases",
                        "dropout-not-rescaled");
        assertThat(Mutants.all()).extracting(Mutant::kind).containsOnly(Kind.RESULT, Kind.RULE);
    }

    @Test
    void the_clean_control_passes_on_every_network_in_every_witness() {
        List<CheckReport> control = Trials.control();

        assertThat(control).hasSize(6).allMatch(report -> report.verdict() == Verdict.AGREE);
        assertThat(control)
                .allSatisfy(report -> assertThat(report.losses())
                        .extracting(CheckReport.LossComparison::witness)
                        .containsExactly("scalar", "textbook", "tensor-f64", "tensor-f32", "finite-differences"));
    }

    @ParameterizedTest
    @MethodSource("twingrad.compare.Mutants#all")
    void every_mutant_is_caught_by_every_witness_and_diagnosed_as_expected(Mutant mutant) {
        Trial trial = Trials.of(mutant);

        assertThat(trial.isCaught()).isTrue();
        assertThat(trial.by()).containsExactlyInAnyOrder("scalar", "tensor-f64", "tensor-f32", "finite-differences");
        assertThat(trial.block()).isEqualTo(mutant.block());
        assertThat(trial.diagnosis()).startsWith(mutant.diagnosis());
        assertThat(trial.isAsExpected()).isTrue();
        assertThat(mutant.description()).isNotBlank();
    }

    /** A spoiled gradient is spoiled in one block; a wrong rule in its layer and, if it is on the way, below. */
    @ParameterizedTest
    @MethodSource("twingrad.compare.Mutants#all")
    void no_block_above_the_bug_is_accused(Mutant mutant) {
        Trial trial = Trials.of(mutant);
        int highest = trial.blocks().stream().mapToInt(MutantsTest::layer).max().orElseThrow();

        if (mutant.kind() == Kind.RESULT && !mutant.block().equals(Trials.LOSS)) {
            assertThat(trial.blocks()).containsExactly(mutant.block());
        } else if (mutant.kind() == Kind.RULE) {
            assertThat(highest).isEqualTo(layer(mutant.block()));
        }
    }

    private static int layer(String block) {
        return Integer.parseInt(block.split("\\.")[1]);
    }

    /** What does nothing is missed, and said to be. */
    @Test
    void a_mutant_without_a_fault_is_missed() {
        Trial trial = Trials.of(new Mutant(
                "none", Kind.RESULT, "", "", Trials.TANH, "layers.0.weight", "factor 2", healthy -> healthy));

        assertThat(trial.isCaught()).isFalse();
        assertThat(trial.by()).isEmpty();
        assertThat(trial.blocks()).isEmpty();
        assertThat(trial.isAsExpected()).isFalse();
    }

    /** Forward and backward wrong alike: the gradients' own difference quotients agree, the losses do not. */
    @Test
    void a_wrong_forward_pass_that_fits_its_backward_pass_is_caught_by_the_loss() {
        Witness summed = Mutants.named("sum-for-mean").of(Scene.FLOAT64);

        CheckReport report = Trials.check(Trials.TANH).against(Scene.SCALAR, List.of(summed, Scene.FLOAT64));

        assertThat(report.oddOnesOut()).containsExactly("mutant");
        assertThat(report.losses().get(1).verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(report.losses().get(1).diagnosis()).contains(OwnLoss.CONSISTENT);
        assertThat(report.toString()).contains("loss of mutant: ", OwnLoss.CONSISTENT);
    }

    @Test
    void a_wrong_loss_with_a_gradient_of_another_is_not_called_consistent() {
        Witness both =
                Spoiled.loss(Spoiled.block(Scene.FLOAT64, Trials.TANH.blocks().get(0), g -> 2 * g), j -> 2 * j);

        CheckReport report = Trials.check(Trials.TANH).against(Scene.SCALAR, List.of(both, Scene.FLOAT64));

        assertThat(report.losses().get(1).verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(report.losses().get(1).diagnosis()).isEmpty();
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
    void an_unknown_name_is_told_where_the_names_are() {
        assertThatThrownBy(() -> Mutants.named("missing-men"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mutant: expected the name of a result or rule mutant that `twingrad mutants` lists, got"
                        + " missing-men");
    }
}
