package twingrad.compare.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.datasets.Dataset;
import twingrad.datasets.Mnist;

class DigitFormTest {

    /** A picture by its brightness in percent at (row, column). */
    private static GrayImage image(int width, int height, IntBinaryOperator percent) {
        var brightness = new double[width * height];
        for (int i = 0; i < brightness.length; i++) {
            brightness[i] = percent.applyAsInt(i / width, i % width) / 100.0;
        }
        return new GrayImage(width, height, brightness);
    }

    /** A dark L on light paper: a bar of 40 x 100 and a foot, in 200 x 160. */
    private static GrayImage letter(int paper, int ink) {
        return image(200, 160, (row, column) -> {
            boolean bar = row >= 20 && row < 120 && column >= 90 && column < 100;
            boolean foot = row >= 110 && row < 120 && column >= 90 && column < 150;
            return bar || foot ? ink : paper;
        });
    }

    @Test
    void a_picture_in_the_form_of_mnist_is_left_as_it_is() {
        GrayImage mnist = image(28, 28, (row, column) -> row >= 4 && row < 24 && column == 14 ? 90 : 0);

        DigitForm form = DigitForm.of(mnist);

        assertThat(form.changes()).isEmpty();
        assertThat(form.pixels()).isEqualTo(mnist.brightness());
    }

    @ParameterizedTest(name = "a bar of {0} rows from row {1} in column {2}")
    @CsvSource({"20, 4, 3, 1x20", "20, 0, 14, 1x20", "10, 9, 14, 1x10", "24, 2, 14, 1x24"})
    void light_on_dark_in_another_place_or_size_is_brought_to_the_form(int length, int top, int left, String ink) {
        GrayImage small = image(28, 28, (row, column) -> row >= top && row < top + length && column == left ? 90 : 0);

        DigitForm form = DigitForm.of(small);

        assertThat(form.changes()).first().isEqualTo("cropped to its ink of " + ink);
        assertThat(center(form.pixels(), true)).isCloseTo(14, within(0.5 + 1e-9));
        assertThat(center(form.pixels(), false)).isCloseTo(14, within(0.5 + 1e-9));
        assertThat(DigitForm.of(small, true).pixels()).isEqualTo(small.brightness());
    }

    @Test
    void every_digit_of_mnist_is_in_its_form() {
        Dataset digits = Mnist.test().slice(0, 500);
        for (int row = 0; row < digits.size(); row++) {
            var pixels = new double[784];
            digits.copyInputs(row, pixels, 0);
            assertThat(DigitForm.of(new GrayImage(28, 28, pixels)).changes())
                    .as("digit " + row)
                    .isEmpty();
        }
    }

    @Test
    void a_background_that_is_not_even_is_said() {
        GrayImage shaded = image(200, 160, (row, column) -> letter(100, 0).at(row, column) == 0 ? 0 : 100 - column / 3);

        assertThat(DigitForm.of(shaded).changes()).contains("the background is not even: the answer means little");
        assertThat(DigitForm.of(letter(100, 0)).changes())
                .doesNotContain("the background is not even: the answer means little");
    }

    @Test
    void dark_on_light_is_inverted_cropped_scaled_and_centered_and_it_says_so() {
        DigitForm form = DigitForm.of(letter(100, 0));

        assertThat(form.changes())
                .containsExactly(
                        "inverted, for it is dark on light",
                        "cropped to its ink of 60x100",
                        "scaled to 12x20",
                        "centered by mass in 28x28");
        double[] pixels = form.pixels();
        assertThat(pixels).hasSize(784);
        assertThat(Arrays.stream(pixels)).allMatch(ink -> ink >= 0 && ink <= 1);
        // Bar: 2 of 12 columns, all 20 rows; foot: 12 columns, the last 2 rows: 60 pixels full of ink.
        assertThat(Arrays.stream(pixels).sum()).isCloseTo(60, within(1e-9));
        assertThat(center(pixels, true)).isCloseTo(14, within(0.5));
        assertThat(center(pixels, false)).isCloseTo(14, within(0.5));
    }

    private static double center(double[] pixels, boolean ofRows) {
        double sum = 0;
        for (int i = 0; i < pixels.length; i++) {
            sum += pixels[i] * ((ofRows ? i / 28 : i % 28) + 0.5);
        }
        return sum / Arrays.stream(pixels).sum();
    }

    @ParameterizedTest(name = "ink of {1} % on paper of {0} %")
    @CsvSource({"100, 0", "80, 30", "0, 100", "20, 60", "55, 90"})
    void any_colors_give_the_same_digit(int paper, int ink) {
        DigitForm form = DigitForm.of(letter(paper, ink));

        assertThat(form.pixels()).containsExactly(DigitForm.of(letter(100, 0)).pixels(), within(1e-9));
        assertThat(form.changes().contains("inverted, for it is dark on light")).isEqualTo(paper > ink);
    }

    @Test
    void grain_in_the_paper_is_no_ink() {
        GrayImage clean = letter(90, 0);
        GrayImage grainy = image(200, 160, (row, column) -> {
            int shade = (int) Math.round(100 * clean.at(row, column));
            return shade == 90 ? 90 - (row * 7 + column * 3) % 10 : shade;
        });

        assertThat(DigitForm.of(grainy).changes()).contains("cropped to its ink of 60x100");
    }

    @Test
    void area_averaging_keeps_what_is_thinner_than_a_pixel() {
        GrayImage thin = image(300, 300, (row, column) -> row > 30 && row < 270 && column == 200 ? 0 : 100);

        DigitForm form = DigitForm.of(thin);

        assertThat(form.changes()).contains("cropped to its ink of 1x239", "scaled to 1x20");
        assertThat(Arrays.stream(form.pixels()).filter(ink -> ink > 0.99).count())
                .isEqualTo(20);
    }

    @Test
    void a_small_picture_is_scaled_up() {
        GrayImage small = image(9, 12, (row, column) -> row >= 1 && row < 11 && column == 4 ? 0 : 100);

        assertThat(DigitForm.of(small).changes()).contains("cropped to its ink of 1x10", "scaled to 2x20");
    }

    /** All mass in one corner of the box: it would leave the picture if it were centered. */
    @Test
    void what_would_leave_the_picture_is_moved_as_far_as_it_goes() {
        GrayImage lopsided = image(100, 100, (row, column) -> {
            boolean heavy = row >= 60 && row < 90 && column >= 60 && column < 90;
            boolean corner = row == 10 && column == 10;
            return heavy || corner ? 0 : 100;
        });

        assertThat(Arrays.stream(DigitForm.of(lopsided).pixels()).sum()).isGreaterThan(50);
    }

    @Test
    void a_blank_picture_is_refused() {
        assertThatThrownBy(() -> DigitForm.of(image(50, 40, (row, column) -> 95 + (row + column) % 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a digit, got one shade of gray everywhere");
        assertThatThrownBy(() -> new GrayImage(3, 2, new double[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image: expected 3x2 pixels, 1 or more, got 5");
    }
}
