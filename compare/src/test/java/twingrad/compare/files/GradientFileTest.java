package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static twingrad.compare.files.GradientFiles.accused;
import static twingrad.compare.files.GradientFiles.blocks;
import static twingrad.compare.files.GradientFiles.read;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Block;
import twingrad.compare.CheckReport;
import twingrad.compare.FiniteDifferences;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Seeds;
import twingrad.compare.TensorWitness;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;
import twingrad.compare.data.DataSource;
import twingrad.tensor.Precision;

class GradientFileTest {

    private static final Witness SCALAR = new ScalarWitness();

    /** a = 2·3 + 1 = 7, J = (7 - 5)² = 4, dJ/da = 4, so dW = 4·3 and db = 4. */
    private static final String BY_HAND = """
            {"layers": [{"weight": [[2]], "bias": [1], "activation": "identity"}],
             "loss": "mean-squared-error", "inputs": [[3]], "targets": [5], "value": 4,
             "gradients": [{"weight": [[12]], "bias": [4]}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void a_gradient_by_hand_agrees() {
        CheckReport report = read(folder, BY_HAND).check(List.of());

        assertThat(report.losses()).extracting(loss -> loss.loss()).containsExactly(4.0, 4.0);
        assertThat(blocks(report))
                .hasSize(2)
                .allMatch(block -> block.verdict() == Verdict.AGREE && block.relativeDifference() == 0);
    }

    @Test
    void a_wrong_gradient_by_hand_does_not() {
        CheckReport report = read(folder, BY_HAND.replace("12", "11")).check(List.of());

        assertThat(GradientFile.verdict(report)).isEqualTo(Verdict.DISAGREE);
        assertThat(accused(report)).containsExactly("layers.0.weight");
    }

    @Test
    void a_wrong_loss_by_hand_does_not_either() {
        CheckReport report =
                read(folder, BY_HAND.replace("\"value\": 4", "\"value\": 2")).check(List.of());

        assertThat(GradientFile.verdict(report)).isEqualTo(Verdict.DISAGREE);
        assertThat(accused(report)).isEmpty();
    }

    @Test
    void a_loss_need_not_be_given() {
        CheckReport report = read(folder, BY_HAND.replace("\"value\": 4,", "")).check(List.of());

        assertThat(report.losses()).extracting(loss -> loss.witness()).containsExactly("scalar");
        assertThat(GradientFile.verdict(report)).isEqualTo(Verdict.AGREE);
    }

    @ParameterizedTest
    @CsvSource({"SOFTMAX_CROSS_ENTROPY, 4, softmax", "BINARY_CROSS_ENTROPY, 1, sigmoid"})
    void a_last_activation_that_the_loss_takes_back_is_the_same_network(Loss loss, int outputs, String last) {
        var files = GradientFiles.of(Activation.RELU, loss, outputs, 1);
        String text = files.text(SCALAR, Layout.USUAL).replace("identity", last);

        GradientFile file = read(folder, text);

        assertThat(file.network().activations()).containsExactly(Activation.RELU, Activation.IDENTITY);
        assertThat(GradientFile.verdict(file.check(List.of()))).isEqualTo(Verdict.AGREE);
    }

    @Test
    void a_sigmoid_before_another_loss_stays() {
        String text = BY_HAND.replace("identity", "sigmoid");

        assertThat(read(folder, text).network().activations()).containsExactly(Activation.SIGMOID);
    }

    @Test
    void the_penalty_counts() {
        // J += 0.5/2·2² = 1, dW += 0.5·2 = 1
        String penalized =
                BY_HAND.replace("\"value\": 4", "\"l2\": 0.5, \"value\": 5").replace("[[12]]", "[[13]]");

        assertThat(GradientFile.verdict(read(folder, penalized).check(List.of())))
                .isEqualTo(Verdict.AGREE);
        assertThat(accused(read(folder, BY_HAND.replace("\"value\": 4", "\"l2\": 0.5"))
                        .check(List.of())))
                .containsExactly("layers.0.weight");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "\"NaN\"", "\"-Infinity\""})
    void a_gradient_that_is_no_number_disagrees(String number) {
        CheckReport report =
                read(folder, BY_HAND.replace("[[12]]", "[[" + number + "]]")).check(List.of());

        assertThat(accused(report)).containsExactly("layers.0.weight");
    }

    /**
     * The published experiment: spiral 3 x 100, [2,3,3], small weights, the last bias not divided by m. A factor k gives a
     * difference of (k - 1)/(k + 1).
     */
    @ParameterizedTest(name = "last bias times {0}")
    @CsvSource({"300, layers.1.bias", "1, "})
    void the_published_experiment_comes_out(double factor, String accused) {
        var data = DataSource.SPIRAL.train(new Seeds(1), OptionalInt.empty());
        var network = Network.classifier(data, List.of(3), Activation.RELU);
        double[] theta = network.draw(new Seeds(1));
        for (int i = 0; i < theta.length; i++) {
            theta[i] *= 0.01;
        }
        var files = new GradientFiles(network, theta, Batch.of(data, network));
        Block last = network.blocks().get(3);

        CheckReport report = read(folder, files.text(SCALAR, Layout.USUAL, files.scaling(last, factor)))
                .check(List.of(new TensorWitness(Precision.FLOAT64), new FiniteDifferences(new Seeds(1))));

        assertThat(report.losses().get(0).loss()).isCloseTo(1.0986, within(1e-4));
        assertThat(accused(report)).isEqualTo(Stream.ofNullable(accused).toList());
        assertThat(blocks(report).get(3).relativeDifference()).isCloseTo((factor - 1) / (factor + 1), within(1e-6));
        assertThat(blocks(report).subList(0, 3)).allMatch(block -> block.relativeDifference() < 1e-6);
        if (accused != null) {
            assertThat(blocks(report).get(3).diagnosis().orElse("")).startsWith("factor 300 = m");
            assertThat(report.oddOnesOut()).containsExactly(GradientFile.WITNESS);
        }
    }
}
