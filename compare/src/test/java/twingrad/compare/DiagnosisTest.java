package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Hypothesis.Prediction;

class DiagnosisTest {

    /** On which of these a mistake shows, and in which block. */
    private static final List<Network> NETWORKS =
            List.of(Trials.TANH, Trials.RELU, Trials.LEAKY_RELU, Trials.SIGMOID, Trials.SQUARED, Trials.PENALIZED);

    @Test
    void all_hypotheses_are_tried() {
        assertThat(Slip.values())
                .extracting(Slip::name)
                .containsExactly(
                        "ZERO",
                        "MEAN",
                        "TWICE",
                        "HALF",
                        "SIGN",
                        "TRANSPOSED",
                        "SHIFTED",
                        "OTHER_BLOCK",
                        "ANY_FACTOR",
                        "ONE_PLACE");
        assertThat(RuleMistakes.ALL).hasSize(25).doesNotHaveDuplicates();
        assertThat(Diagnosis.HYPOTHESES).hasSize(35).contains(Slip.values()).containsAll(RuleMistakes.ALL);
    }

    /** Whatever rule is wrong, in every layer: on some network the diagnosis is its own words. */
    @ParameterizedTest
    @MethodSource("mistakes")
    void a_rule_done_wrong_is_recognized(RuleMistake mistake) {
        Stream<String> diagnoses = NETWORKS.stream()
                .flatMap(
                        network -> diagnoses(network, new TextbookWitness("wrong", mistake.rules())).values().stream());

        assertThat(diagnoses).anyMatch(diagnosis -> diagnosis.startsWith(mistake.words() + " (residual "));
    }

    static List<RuleMistake> mistakes() {
        return RuleMistakes.ALL;
    }

    /** In the middle layer of three alone. */
    @Test
    void a_rule_done_wrong_in_one_layer_is_found_in_that_layer() {
        var wrong = new BackwardRules() {
            @Override
            public double[][] activation(Textbook pass, int layer, double[][] da) {
                return (layer == 1 ? RuleMistakes.ONE_MINUS_A.rules() : TEXTBOOK).activation(pass, layer, da);
            }
        };

        Map<String, String> diagnoses = diagnoses(Trials.TANH, new TextbookWitness("wrong", wrong));

        assertThat(diagnoses.keySet())
                .containsExactlyInAnyOrder("layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias");
        assertThat(diagnoses.get("layers.0.weight"))
                .startsWith(RuleMistakes.ONE_MINUS_A.words() + ", in layer 1 alone (residual ");
    }

    /** A hypothesis that explained somebody else's mistake would accuse the wrong line of code. */
    @ParameterizedTest
    @MethodSource("twingrad.compare.Mutants#all")
    void only_the_mistake_that_was_made_explains_a_mutant(Mutant mutant) {
        if (mutant.block().equals(Trials.LOSS) || mutant.diagnosis().equals("not finite")) {
            return;
        }
        Evidence evidence = evidence(mutant);

        List<Hypothesis> fitting = Diagnosis.HYPOTHESES.stream()
                .filter(hypothesis -> hypothesis.predictions(evidence).stream()
                        .anyMatch(prediction -> evidence.residual(prediction.gradient()) < 1e-3))
                .toList();

        assertThat(fitting).isNotEmpty();
        assertThat(fitting.get(0).predictions(evidence))
                .extracting(Prediction::words)
                .anyMatch(words -> words.startsWith(mutant.diagnosis()));
        // A factor is a factor, a row a row, under any other name; no two others explain the same numbers.
        assertThat(fitting.subList(1, fitting.size())).isSubsetOf(Slip.ANY_FACTOR, Slip.ONE_PLACE);
    }

    /** Noise on every entry, on every network and block: nothing explains it. */
    @Test
    void what_is_no_mistake_is_none_of_these() {
        for (Network network : NETWORKS) {
            for (Block block : network.blocks()) {
                var random = new java.util.Random(block.offset());
                Witness noisy = Spoiled.block(Scene.FLOAT64, block, g -> g + random.nextGaussian());

                assertThat(diagnoses(network, noisy)).containsOnly(Map.entry(block.name(), Diagnosis.NONE));
            }
        }
    }

    /** In float32 residuals are of rounding's size, and the names the same. */
    @ParameterizedTest
    @MethodSource("results")
    void a_mutant_of_the_float32_engine_is_recognized_too(Mutant mutant) {
        Map<String, String> diagnoses = diagnoses(mutant.network(), mutant.of(Scene.FLOAT32));

        assertThat(diagnoses.get(mutant.block())).startsWith(mutant.diagnosis());
    }

    static Stream<Mutant> results() {
        return Mutants.all().stream()
                .filter(mutant ->
                        mutant.kind() == Mutant.Kind.RESULT && !mutant.block().equals(Trials.LOSS));
    }

    @Test
    void nearly_zero_is_not_zero_and_one_entry_alone_is_no_factor() {
        var network = Network.of(List.of(3, 4, 1), Activation.TANH, Loss.BINARY_CROSS_ENTROPY);
        Scene scene = Scene.drawn(network, 5, 1);
        Block single = network.blocks().get(3);
        Block weight = network.blocks().get(0);
        Witness tiny = Spoiled.block(Scene.FLOAT64, weight, g -> 1e-9);
        Witness zero = Spoiled.block(Scene.FLOAT64, weight, g -> 0);
        Witness scaled = Spoiled.block(Scene.FLOAT64, single, g -> 1.7 * g);

        assertThat(scene.against(Scene.FLOAT64, tiny).blocks().get(0).diagnosis())
                .contains(Diagnosis.NONE);
        assertThat(scene.against(Scene.FLOAT64, zero).blocks().get(0).diagnosis())
                .hasValueSatisfying(words -> assertThat(words).startsWith("all zero"));
        assertThat(scene.against(Scene.FLOAT64, scaled).blocks().get(3).diagnosis())
                .contains(Diagnosis.NONE);
    }

    @Test
    void a_factor_2_of_a_batch_of_2_is_both() {
        var network = Network.of(List.of(3, 4, 3), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY);
        Witness doubled = Spoiled.block(Scene.FLOAT64, network.blocks().get(0), g -> 2 * g);

        assertThat(Scene.drawn(network, 2, 1)
                        .against(Scene.FLOAT64, doubled)
                        .blocks()
                        .get(0)
                        .diagnosis()
                        .orElseThrow())
                .startsWith("factor 2 = m: the mean's 1/m is missing; or a 2 too many");
    }

    /** The transpose of a weight that is not square, its numbers row by row. */
    @Test
    void a_transpose_that_is_not_square_is_recognized() {
        Block weight = Trials.TANH.blocks().get(0);
        Witness transposed = new MutantWitness(Scene.FLOAT64, (network, parameters, batch) -> {
            LossAndGradient answer = Scene.FLOAT64.evaluate(network, parameters, batch);
            double[] gradient = answer.gradient().clone();
            for (int i = 0; i < 3; i++) {
                for (int o = 0; o < 4; o++) {
                    gradient[i * 4 + o] = answer.gradient()[o * 3 + i];
                }
            }
            return new LossAndGradient(answer.loss(), gradient);
        });

        assertThat(weight.shape()).containsExactly(4, 3);
        assertThat(diagnoses(Trials.TANH, transposed).get("layers.0.weight"))
                .startsWith("transposed: rows and columns are swapped (residual ");
    }

    @Test
    void a_reference_that_is_itself_wrong_is_the_one_that_is_diagnosed() {
        Mutant mutant = Mutants.named("missing-mean-in-last-bias");
        CheckReport report =
                Trials.check(Trials.TANH).against(mutant.of(Scene.SCALAR), List.of(Scene.SCALAR, Scene.FLOAT64));

        assertThat(report.oddOnesOut()).containsExactly("mutant");
        assertThat(report.blocks())
                .filteredOn(block -> block.verdict() == Verdict.DISAGREE)
                .hasSize(2)
                .allSatisfy(block -> assertThat(block.diagnosis().orElseThrow()).startsWith("factor 7 = m"));
    }

    /** Above a size that is tried in seconds, the two gradients alone are looked at. */
    @Test
    void a_large_network_is_diagnosed_from_its_gradients_alone() {
        var network = Network.of(List.of(1_000, 100, 3), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY);
        Scene scene = Scene.drawn(network, 250, 1);
        Block bias = network.blocks().get(3);
        Block weight = network.blocks().get(0);
        Witness wrong = Spoiled.block(Spoiled.block(Scene.FLOAT64, bias, g -> 250 * g), weight, g -> g + 1);

        CheckReport report = scene.against(Scene.FLOAT64, wrong);

        assertThat(report.blocks().get(3).diagnosis().orElseThrow()).startsWith("factor 250 = m");
        assertThat(report.blocks().get(0).diagnosis()).contains(Diagnosis.NONE);
    }

    /** The diagnosis of each block that disagrees. */
    private static Map<String, String> diagnoses(Network network, Witness wrong) {
        var diagnoses = new HashMap<String, String>();
        Trials.check(network).against(Scene.SCALAR, List.of(wrong)).blocks().stream()
                .filter(block -> block.verdict() == Verdict.DISAGREE)
                .forEach(block -> diagnoses.put(block.name(), block.diagnosis().orElseThrow()));
        return diagnoses;
    }

    private static Evidence evidence(Mutant mutant) {
        Network network = mutant.network();
        double[] theta = Trials.parameters(network);
        Batch batch = Trials.batch(network);
        Block block = network.blocks().stream()
                .filter(candidate -> candidate.name().equals(mutant.block()))
                .findFirst()
                .orElseThrow();
        int[] entries = IntStream.range(block.offset(), block.end()).toArray();
        double[] right = Scene.SCALAR.evaluate(network, theta, batch).gradient();
        double[] wrong =
                mutant.of(Scene.FLOAT64).evaluate(network, theta, batch).gradient();
        return new Evidence(
                Textbook.forward(network, theta, batch),
                block,
                entries,
                right,
                wrong,
                1e-13,
                new Evidence.Mistaken(network, theta, batch));
    }
}
