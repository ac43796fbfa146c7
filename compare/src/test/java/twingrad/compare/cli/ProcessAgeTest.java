package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProcessAgeTest {
    @Test
    void linux_counts_both_from_the_machines_start() {
        String stat = "4242 (a (strange) name) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 123456 20 21\n";

        assertThat(ProcessAge.ofLinux(stat, "1240.31 2000.00\n")).isCloseTo(5.75, within(1e-9));
    }

    @Test
    void this_process_is_older_than_a_moment_and_grows_older() {
        double before = ProcessAge.seconds();

        assertThat(before).isPositive();
        assertThat(ProcessAge.seconds()).isGreaterThanOrEqualTo(before);
    }
}
