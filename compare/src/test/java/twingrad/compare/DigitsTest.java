package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {

    @ParameterizedTest(name = "{2} in {0} digits, {1} decimals: {3}")
    @CsvSource({
        "7, 9, 0.01234567, 5e-9", // the 7th digit is the 8th decimal
        "7, 9, 123.4567, 5e-5",
        "7, 9, -123.4567, 5e-5",
        "7, 6, 0.012346, 5e-7", // the 6th decimal is coarser than the 7th digit
        "7, 6, 0, 5e-7",
        "3, 2, -5.08, 0.005",
        "17, 17, 0.12345678901234567, 0", // less than half an ulp: it is the double that was written
        "17, 310, 1e-290, 0",
        "5, 0, 12345, 0", // whole numbers
        "2, -3, 12000, 0",
        "7, 9, NaN, 0",
        "7, 9, Infinity, 0",
    })
    void half_a_unit_of_the_last_digit_may_be_missing(int significant, int decimals, double x, double error) {
        assertThat(new Digits(significant, decimals).error(x)).isCloseTo(error, within(1e-9 * error));
    }

    @Test
    void what_never_was_text_lost_nothing() {
        assertThat(Digits.EXACT.error(1 / 3.0)).isZero();
    }

    @Test
    void one_program_writes_all_numbers_alike() {
        assertThat(new Digits(3, 7).and(new Digits(5, 2))).isEqualTo(new Digits(5, 7));
    }

    @Test
    void a_given_zero_is_exact() {
        var digits = new Digits(7, 6);

        assertThat(Writing.given(digits, 0)).isZero();
        assertThat(Writing.given(digits, 0.5)).isEqualTo(digits.error(0.5)).isPositive();
    }
}
