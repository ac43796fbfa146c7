package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckReportTest {

    /** z = W·x + b of one sample x = (1, 2, 3) against y = 0: dJ/dW = z·xᵀ, dJ/db = z, with small whole numbers. */
    private static Scene plain() {
        var network = Network.of(List.of(3, 2), Activation.RELU, Loss.MEAN_SQUARED_ERROR);
        var theta = new double[] {1, 0, 0, 0, 1, 0, 1, 2};
        return new Scene(network, theta, new Batch(1, new double[] {1, 2, 3}, new double[2]));
    }

    private static Witness spoiled(int block, DoubleUnaryOperator fault) {
        return Spoiled.block(Scene.FLOAT64, plain().network().blocks().get(block), fault);
    }

    @Test
    void agreement_is_said_in_one_line_and_throws_nothing() {
        CheckReport report = plain().against(Scene.SCALAR, Scene.FLOAT64);

        assertThat(report).hasToString("3-2 identity, mean-squared-error, 1 samples: agree");
        assertThatCode(report::requireAgreement).doesNotThrowAnyException();
    }

    @Test
    void a_disagreement_throws_with_the_block_the_difference_the_bound_and_the_worst_entry() {
        CheckReport report = plain().against(Scene.SCALAR, spoiled(0, g -> 3 * g));

        assertThatThrownBy(report::requireAgreement)
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        3-2 identity, mean-squared-error, 1 samples: disagree
                          layers.0.weight: scalar against spoiled differ by 0.50000000, bound 2.7e-15; worst at [1,2]: 12.0000000 and 36.0000000; factor 3 (residual 3e-16)""".replace("\n", System.lineSeparator()));
    }

    @Test
    void a_wrong_loss_stands_before_the_blocks() {
        CheckReport report = plain().against(Scene.SCALAR, Spoiled.loss(Scene.FLOAT64, loss -> loss + 1));

        assertThatThrownBy(report::requireAgreement)
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        3-2 identity, mean-squared-error, 1 samples: disagree
                          loss of spoiled: 11.0000000, beyond its bound 3.0e-13 from the reference's 10.0000000; its gradient is that of its own loss, so the forward pass is wrong, not the backward""".replace("\n", System.lineSeparator()));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "-1, factor -1: the sign is wrong",
        "7, factor 7",
        "1.01, factor 1.01",
        "0.0078125, factor 0.0078125",
    })
    void a_factor_is_diagnosed(double factor, String diagnosis) {
        CheckReport report = plain().against(Scene.SCALAR, spoiled(0, g -> factor * g));

        assertThat(report.blocks().get(0).diagnosis().orElseThrow()).startsWith(diagnosis + " (residual ");
    }

    @ParameterizedTest(name = "{0} x")
    @CsvSource({"5, factor 5 = m: the mean's 1/m is missing", "0.2, factor 0.2 = 1/m: divided by m once too often"})
    void a_factor_of_m_is_named(double factor, String diagnosis) {
        Scene scene = Scene.drawn(Network.of(List.of(3, 2), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY), 5, 1);
        Block bias = scene.network().blocks().get(1);

        CheckReport report = scene.against(Scene.SCALAR, Spoiled.block(Scene.FLOAT64, bias, g -> factor * g));

        assertThat(report.blocks().get(1).diagnosis().orElseThrow()).startsWith(diagnosis + " (residual ");
    }

    /** 5 samples of 2 outputs: the mean of a loss an entry divides by 10. */
    @ParameterizedTest(name = "{0} x")
    @CsvSource({
        "10, factor 10 = m·outputs: the mean's 1/(m·outputs) is missing",
        "0.1, factor 0.1 = 1/(m·outputs): divided by m·outputs once too often",
        "2, factor 2 = outputs: divided by m instead of m·outputs",
        "5, factor 5",
    })
    void of_a_loss_an_entry_the_mean_is_over_all_entries(double factor, String diagnosis) {
        Scene scene = Scene.drawn(Network.of(List.of(3, 2), Activation.RELU, Loss.MEAN_SQUARED_ERROR), 5, 1);
        Block bias = scene.network().blocks().get(1);

        CheckReport report = scene.against(Scene.SCALAR, Spoiled.block(Scene.FLOAT64, bias, g -> factor * g));

        assertThat(report.blocks().get(1).diagnosis().orElseThrow()).startsWith(diagnosis + " (residual ");
    }

    /** What is printed does not depend on where it is printed. */
    @Test
    void numbers_have_a_point_in_every_locale() {
        Locale home = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(plain().against(Scene.SCALAR, spoiled(0, g -> 3 * g)).toString())
                    .contains("0.50000000")
                    .endsWith("factor 3 (residual 3e-16)");
        } finally {
            Locale.setDefault(home);
        }
    }

    @Test
    void of_what_no_mistake_explains_that_is_said() {
        CheckReport report = plain().against(Scene.SCALAR, spoiled(0, g -> g + 1));

        assertThat(report.blocks().get(0).verdict()).isEqualTo(Verdict.DISAGREE);
        assertThat(report.blocks().get(0).diagnosis()).contains("none of the known mistakes explains it");
    }

    @Test
    void a_block_that_is_left_0_is_said_to_be() {
        CheckReport report = plain().against(Scene.SCALAR, spoiled(1, g -> 0));

        assertThat(report.blocks().get(1).relativeDifference()).isEqualTo(1);
        assertThat(report.blocks().get(1).diagnosis()).contains("all zero: no gradient arrives (residual 0)");
    }

    @Test
    void the_worst_entry_is_counted_in_units_in_the_last_place_of_the_coarser_precision() {
        Witness one = Spoiled.entry(Scene.FLOAT64, 5, g -> Math.nextUp(Math.nextUp(g)));

        assertThat(plain().against(Scene.SCALAR, one).blocks().get(0).worst())
                .isEqualTo(new BlockComparison.Worst(List.of(1, 2), 12, Math.nextUp(Math.nextUp(12.0)), 2));
        Witness single = Spoiled.entry(Scene.FLOAT32, 5, g -> Math.nextUp((float) g));
        assertThat(plain().against(Scene.SCALAR, single).blocks().get(0).worst())
                .isEqualTo(new BlockComparison.Worst(List.of(1, 2), 12, Math.nextUp(12f), 1));
    }
}
