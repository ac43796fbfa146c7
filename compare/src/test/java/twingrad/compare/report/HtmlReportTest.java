package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twingrad.compare.UlpHistogram;
import twingrad.compare.Verdict;
import twingrad.compare.report.UlpChart.Bars;

class HtmlReportTest {

    static HtmlReport page() {
        return new HtmlReport("Right & wrong", "what <was> done")
                .section("Table")
                .outcome("All agree.", Verdict.AGREE)
                .outcome("One does not.", Verdict.DISAGREE)
                .outcome("layers.0.bias: factor 2: too much", Verdict.DISAGREE)
                .table(
                        List.of("a column with a long name", "another with a long name", "verdict"),
                        List.of(List.of("layers.0.weight", "1.5e-16", "agree"), List.of("<b>", "9", "kink: all 3")))
                .section("Chart")
                .chart(LossAndUlps.curves())
                .chart(LossAndUlps.ulps());
    }

    /** Two small charts. */
    private static final class LossAndUlps {
        static Picture curves() {
            return ComparisonChart.of(
                    "curves",
                    List.of(
                            Curve.byEpoch("scalar", new double[] {1, 0.5}),
                            Curve.byEpoch("tensor-f64", new double[] {1, 0.5}),
                            Curve.byEpoch("tensor-f32", new double[] {1, 0.6})),
                    List.of(Curve.byEpoch("tensor-f32", new double[] {0, 0.1})),
                    List.of(Curve.byEpoch("tensor-f32", new double[] {1e-9, 1e-7})));
        }

        static Picture ulps() {
            return UlpChart.of("ulps", List.of(new Bars("first", new UlpHistogram(List.of(3, 0, 1)))));
        }
    }

    @Test
    void it_is_one_file_that_asks_for_nothing_else_and_runs_no_script() {
        String html = page().html();

        assertThat(html).contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
        assertThat(html).doesNotContain("<script", "http://", "https://", "url(", "@import");
        assertThat(html).containsPattern("src=\"data:image/png;base64,[A-Za-z0-9+/=]+\"");
    }

    @Test
    void what_was_said_is_text_and_no_markup() {
        assertThat(page().html())
                .contains("<title>Right &amp; wrong</title>", "what &lt;was&gt; done", "&lt;b&gt;")
                .doesNotContain("<b>", "<was>");
    }

    @Test
    void verdicts_figures_and_outcomes_are_told_apart() {
        assertThat(page().html())
                .contains("<td class=\"agree\">agree</td>", "<td class=\"kink\">kink: all 3</td>")
                .contains("<td class=\"number\">1.5e-16</td>", "<td>layers.0.weight</td>")
                .contains("<p class=\"agree\">All agree.</p>", "<p class=\"disagree\">One does not.</p>")
                .contains("<p class=\"disagree\"><strong>layers.0.bias:</strong> factor 2: too much</p>");
    }

    @Test
    void the_same_page_is_the_same_text() {
        assertThat(page().html()).isEqualTo(page().html());
    }

    @Test
    void a_chart_is_light_or_dark_and_its_file_is_light() {
        Picture picture = LossAndUlps.curves();
        String light = picture.address(ChartTheme.LIGHT);

        assertThat(picture.address(ChartTheme.DARK)).isNotEqualTo(light);
        assertThat(picture.address(ChartTheme.LIGHT)).isEqualTo(light);
    }

    @Test
    void a_panel_without_a_difference_is_left_out() {
        var same = List.of(Curve.byEpoch("a", new double[] {1, 2}), Curve.byEpoch("b", new double[] {1, 2}));
        var none = List.of(Curve.byEpoch("b", new double[] {0, 0}));

        assertThat(ComparisonChart.of("same", same, none, none).pageHeight())
                .isLessThan(LossAndUlps.curves().pageHeight());
    }

    @Test
    void a_page_that_cannot_be_written_is_told_by_name(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("page.html");

        assertThatThrownBy(() -> page().write(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": expected the folder " + file.getParent() + " to write it into, got none");
    }
}
