package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {

    @Test
    void without_a_display_a_line_says_why_nothing_opens() {
        assertThat(Windows.show(List.of(picture()), List.of("-Djava.awt.headless=true"), Duration.ofMinutes(1)))
                .hasValue("no windows: this machine has no display");
    }

    @Test
    void a_jvm_that_never_answers_is_not_waited_for() {
        List<String> suspended = List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y");

        assertThat(Windows.show(List.of(picture()), suspended, Duration.ofSeconds(1)))
                .hasValue("no windows: their process said nothing for 1 s");
    }

    private static Picture picture() {
        return new Picture(LossChart.chart("a/b: c", List.of(Curve.byEpoch("any", new double[] {1}))), 300, 200);
    }

    @Test
    void without_a_picture_there_is_no_window() {
        assertThat(Windows.show(List.of())).hasValue("no windows: there is no picture to show");
    }
}
