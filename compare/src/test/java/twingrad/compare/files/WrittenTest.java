package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.Digits;

class WrittenTest {

    @ParameterizedTest(name = "{0}: {1} digits, {2} decimals")
    @CsvSource({
        "0, 0, 0",
        "0.000, 0, 0",
        "-12, 2, 0",
        "0.5, 1, 1",
        "0.5000000, 7, 7",
        "-0.00250, 3, 5",
        "12.345, 5, 3",
        "1.25e-3, 3, 5",
        "1.25E-10, 3, 12",
        "1.25e+1, 3, 1",
        "1.25e4, 3, -2",
        "1e-99999999999, 1, 99999",
    })
    void digits_are_counted_as_a_person_does(String number, int significant, int decimals) {
        var written = new Written();
        written.add(number.toCharArray(), 0, number.length());

        assertThat(written.digits().significant()).isEqualTo(significant);
        assertThat(written.digits().decimals()).isEqualTo(Math.max(0, decimals));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.3333333, 7, 7", "12345.6, 0.001, 6, 3"})
    void the_most_of_any_number_counts(String first, String second, int significant, int decimals) {
        var written = new Written();
        written.add(("xx" + first + "yy").toCharArray(), 2, first.length());
        written.add(second.toCharArray(), 0, second.length());

        assertThat(written.digits()).isEqualTo(new Digits(significant, decimals));
    }
}
