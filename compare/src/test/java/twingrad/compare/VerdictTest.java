package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest(name = "difference {0}, bound {1}, noise {2}, size {3}: {4}")
    @CsvSource({
        "1e-9, 1e-8, 0, 1, AGREE",
        "1e-7, 1e-8, 0, 1, DISAGREE",
        "1e-7, 1e-8, 1e-6, 1, NOISE",
        "0.4, 0.5, 0, 1, AGREE",
        "0.4, 0.51, 0, 1, UNPROVEN",
        "0.6, 0.51, 0, 1, DISAGREE",
        "1, 3, 0, 1, UNPROVEN",
        "1, 3, 1, 1, NOISE",
        "0, 3, 0, 1, AGREE",
        "0, Infinity, 0, 1, AGREE",
        "1e-9, 1e-8, 0, 1e-8, UNPROVEN",
        "NaN, 1, 1, 1, DISAGREE",
        "1e-9, NaN, 0, 1, DISAGREE",
        "Infinity, 1, 1, Infinity, DISAGREE",
    })
    void a_bound_that_would_let_a_wrong_gradient_pass_shows_nothing(
            double difference, double bound, double noise, double size, Verdict verdict) {
        assertThat(Verdict.of(difference, bound, noise, size)).isEqualTo(verdict);
    }
}
