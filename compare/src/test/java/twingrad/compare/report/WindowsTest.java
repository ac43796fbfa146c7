package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {

    @Test
    void without_a_display_a_line_says_why_nothing_opens() {
        Picture picture =
                new Picture(LossChart.chart("a/b: c", List.of(Curve.byEpoch("any", new double[] {1}))), 300, 200);

        assertThat(Windows.show(List.of(picture), List.of("-Djava.awt.headless=true")))
                .hasValue("no windows: this machine has no display");
    }

    @Test
    void without_a_picture_there_is_no_window() {
        assertThat(Windows.show(List.of())).hasValue("no windows: there is no picture to show");
    }
}
