package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrainLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            moons --lr 1:2 --points 3 --json -       | twingrad train moons --split 0.8,0.2 --hidden 16,16
            --lr=1 --seed 7 --data circles --noise 0 | twingrad train --seed 7 --data circles --noise 0 --split 0.8,0.2 --hidden 16,16
            a.csv --no-header --label=2 --threads 2  | twingrad train a.csv --no-header --label 2 --split 0.8,0.2 --hidden 16,16
            a.csv --standardize --delimiter ;        | twingrad train a.csv --standardize --delimiter ';' --split 0.8,0.2 --hidden 16,16
            mnist --precision f64 --out d --refine   | twingrad train mnist --precision f64 --split 0.8,0.2 --hidden 16,16
            my-it's.csv --header                     | twingrad train 'my-it'\\''s.csv' --header --split 0.8,0.2 --hidden 16,16
            """)
    void all_that_says_which_samples_is_kept_and_quoted(String typed, String line) {
        var parsed = Main.convert(new CommandLine(new SweepCommand())).parseArgs(typed.split(" +"));

        assertThat(TrainLine.of(parsed, Optional.of(List.of(0.8, 0.2))).with(Map.of("hidden", "16,16")))
                .isEqualTo(line);
    }
}
