package twingrad.compare.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "tnah, tanh",
        "sigmod, sigmoid",
        "sigmiod, sigmoid",
        "SIGMOID, sigmoid",
        "leakyrelu, leakyRelu",
        "reul, relu",
        "max, maximum",
        "sqr, sqrt",
        "soft, softplus",
        "si, sin sigmoid",
        "m, ''",
        "gelu, relu",
        "arctan, ''",
        "'', ''"
    })
    void close_names_are_those_that_begin_so_or_are_few_slips_away(String written, String close) {
        var expected =
                Arrays.stream(close.split(" ")).filter(name -> !name.isEmpty()).toList();

        assertThat(Spelling.close(written, Operations.functions())).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void hint_names_all_that_are_equally_close() {
        assertThat(Spelling.hint("z2", List.of("z1", "z3", "w11"))).isEqualTo("did you mean z1 or z3?");
        assertThat(Spelling.hint("z", List.of("x", "y"))).isEmpty();
        assertThat(Spelling.hint("z", List.of())).isEmpty();
        assertThat(Spelling.remedy("z2", List.of("z1", "z3"))).isEqualTo("; did you mean z1 or z3?");
        assertThat(Spelling.remedy("z", List.of("x", "y"))).isEmpty();
    }
}
