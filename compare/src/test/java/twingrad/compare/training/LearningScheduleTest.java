package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningScheduleTest {

    /** By hand: e = 6 and t = 25 of α₀ = 0.5. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "constant | constant | 0.5",
                "inverse | inverse:1 | 0.07142857142857142",
                "inverse:0.5 | inverse:0.5 | 0.125",
                "exponential | exponential:0.95 | 0.3675459453124999",
                "INVERSE-SQRT | inverse-sqrt:1 | 0.1889822365046136",
                "inverse-sqrt:2 | inverse-sqrt:2 | 0.3779644730092272",
                "inverse-sqrt-step | inverse-sqrt-step:1 | 0.1",
                "step | step:0.5,3 | 0.125",
                "step:0.1 | step:0.1,3 | 0.005",
                "step:0.1,4 | step:0.1,4 | 0.05",
                "cosine:50 | cosine:50,0 | 0.25",
                "cosine:40,10 | cosine:40,10 | 0.25",
                "cosine:400,50 | cosine:400,50 | 0.25"
            })
    void is_what_its_text_says(String typed, String printed, double learningRate) {
        LearningSchedule schedule = LearningSchedule.parse(typed);

        assertThat(schedule).hasToString(printed);
        assertThat(LearningSchedule.parse(printed)).isEqualTo(schedule);
        assertThat(schedule.learningRate(0.5, 6, 25)).isCloseTo(learningRate, within(1e-15));
        assertThat(schedule.scalar().learningRate(0.5, 6, 25)).isCloseTo(learningRate, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "linear | schedule: expected constant, inverse:RATE, exponential:BASE, inverse-sqrt:K,"
                        + " inverse-sqrt-step:K, step:FACTOR,EVERY, cosine:TOTAL_STEPS[,WARMUP], got 'linear'",
                "constant:1 | schedule: expected constant, got constant:1",
                "step:0.5,3,2 | schedule: expected step:FACTOR,EVERY, got step:0.5,3,2",
                "step:half | schedule: expected step:FACTOR,EVERY, got step:half",
                "step: | schedule: expected step:FACTOR,EVERY, got step:",
                "cosine | schedule: expected cosine:TOTAL_STEPS[,WARMUP], got cosine",
                "step:0.5,2.5 | schedule step:FACTOR,EVERY: expected whole numbers of epochs and steps, got 2.5",
                "step:2,3 | StepDecay: expected a factor above 0 and at most 1, got 2.0",
                "cosine:5,9 | Cosine: expected a warm-up from 0 to below 5 steps, got 9",
                "inverse:-1 | Inverse: expected a finite rate of 0 or more, got -1.0"
            })
    void a_text_that_is_none_is_refused(String typed, String message) {
        assertThatThrownBy(() -> LearningSchedule.parse(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void says_in_words_what_changes() {
        assertThat(LearningSchedule.CONSTANT.inWords()).isEmpty();
        assertThat(LearningSchedule.step(0.5, 3).inWords()).isEqualTo(", times 0.5 every 3 epochs");
        assertThat(LearningSchedule.parse("cosine:100").inWords()).isEqualTo(", schedule cosine:100,0");
    }
}
