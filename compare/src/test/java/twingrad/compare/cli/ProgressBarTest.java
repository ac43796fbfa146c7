package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.training.BatchReport;

class ProgressBarTest {

    private static final long TENTH = 100_000_000L;

    private final StringWriter shown = new StringWriter();
    private long now;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "in the middle | 3, 12, 29952, 60000, 128, 0.123456, 0.96312, 45600, 79"
                        + " | epoch 3/12 [====     ] 234/469  loss 0.1235  accuracy 96.3%  45600/s  0:13 left",
                "its first batch | 1, 5, 128, 60000, 128, 2.3025, 0.1, 150000, 79"
                        + " | epoch 1/5 [            ] 1/469  loss 2.303  accuracy 10.0%  150000/s  0:02 left",
                "its end | 5, 5, 300, 300, 128, 0.5, 1, 99, 79"
                        + " | epoch 5/5 [================] 3/3  loss 0.5000  accuracy 100.0%  99/s  0:00 left",
                "after the batch became smaller | 1, 1, 128, 300, 100, 0.5, 1, 86, 79"
                        + " | epoch 1/1 [======          ] 2/4  loss 0.5000  accuracy 100.0%  86/s  0:02 left",
                "a day to go | 1, 10000, 1, 60000, 1, 0.5, 1, 6000, 79"
                        + " | epoch 1/10000 1/60000  loss 0.5000  accuracy 100.0%  6000/s  27:46:40 left",
                "a narrow screen | 3, 12, 29952, 60000, 128, 0.123456, 0.96312, 45600, 39"
                        + " | epoch 3/12 234/469  loss 0.1235  accura",
                "a wide one | 3, 12, 29952, 60000, 128, 0.123456, 0.96312, 45600, 200"
                        + " | epoch 3/12 [===========             ] 234/469  loss 0.1235  accuracy 96.3%  45600/s"
                        + "  0:13 left",
                "a loss that is none | 1, 5, 128, 60000, 128, NaN, 0.1, 0, 79"
                        + " | epoch 1/5 [                      ] 1/469  loss NaN  accuracy 10.0%  0/s  ? left",
            })
    void a_moment_is_one_line(String name, String numbers, String line) {
        double[] n = Arrays.stream(numbers.split(", "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        var report = new BatchReport((int) n[0], (int) n[1], (int) n[2], (int) n[3], 1, 0.1, n[5], n[6], n[7]);

        assertThat(ProgressBar.line(report, (int) n[4], (int) n[8]))
                .isEqualTo(line)
                .hasSizeLessThanOrEqualTo((int) n[8]);
    }

    @Test
    void it_is_drawn_at_most_ten_times_a_second() {
        var bar = bar();
        for (int batch = 1; batch <= 100; batch++) {
            now += TENTH / 10;
            bar.show(report(10 * batch, 0.5), 10);
        }

        assertThat(shown.toString().chars().filter(c -> c == '\r')).hasSize(10);
    }

    @Test
    void a_shorter_line_leaves_nothing_of_a_longer_one() {
        var bar = new ProgressBar(new PrintWriter(shown), 200, () -> now);
        now += TENTH;
        bar.show(report(10, 0.000012345), 10);
        now += TENTH;
        bar.show(report(20, 1), 10);

        String[] lines = shown.toString().split("\r");
        assertThat(lines[2]).hasSameSizeAs(lines[1]).endsWith(" ");
    }

    @Test
    void it_is_wiped_away_once_with_the_keys_that_a_terminal_echoes() {
        var bar = bar();
        now += TENTH;
        bar.show(report(10, 0.5), 10);
        int length = shown.toString().length() - 1;
        shown.getBuffer().setLength(0);
        bar.clear();
        bar.clear();

        assertThat(shown.toString()).isEqualTo("\r" + " ".repeat(Math.min(79, length + 2)) + "\r");
    }

    @Test
    void what_was_never_drawn_is_not_wiped_away() {
        var bar = bar();
        bar.show(report(10, 0.5), 10);
        bar.clear();

        assertThat(shown.toString()).isEmpty();
    }

    private ProgressBar bar() {
        return new ProgressBar(new PrintWriter(shown), 80, () -> now);
    }

    private static BatchReport report(int samplesDone, double loss) {
        return new BatchReport(1, 2, samplesDone, 1_000, 1, 0.1, loss, 0.75, 500);
    }
}
