package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InkTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            agree                        | [32magree[0m
            disagree                     | [31;1mdisagree[0m
            noise                        | [33mnoise[0m
            kink: all 3 entries          | [33mkink[0m: all 3 entries
            agree, 2 at a kink left out  | [32magree[0m, 2 at a kink left out
            """)
    void a_verdict_is_colored_and_its_remark_is_not(String cell, String colored) {
        assertThat(Ink.COLORED.verdict(cell)).isEqualTo(colored.replace("[", "\u001b["));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agreement", "verdict", "", "1.0e-8", "Agree"})
    void nothing_else_is(String cell) {
        assertThat(Ink.COLORED.verdict(cell)).isEqualTo(cell);
    }

    @Test
    void plain_ink_colors_nothing() {
        assertThat(Ink.PLAIN.verdict("disagree, 2 sampled")).isEqualTo("disagree, 2 sampled");
    }
}
