package twingrad.compare.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A picture of one digit, brought to the form of MNIST's (LeCun, Cortes, Burges: The MNIST database, 1998): light ink
 * on black, 28 x 28, the ink scaled to fit 20 x 20 with its proportions kept, and its center of mass in the middle.
 *
 * @param pixels 0 paper to 1 ink, row by row (28 x 28)
 * @param changes what was done to the picture, in words; nothing where it came in this form
 */
public record DigitForm(double[] pixels, List<String> changes) {

    /** Pixels a side. */
    public static final int SIDE = 28;

    /** Pixels a side of the box that the ink fits in. */
    private static final int BOX = 20;

    /** Less ink than this share of the most is paper: grain, shadow, the blur of an edge. */
    private static final double PAPER = 0.2;

    /** A picture whose brightest and darkest pixel are closer shows nothing. */
    private static final double LEAST_CONTRAST = 0.1;

    public DigitForm {
        pixels = pixels.clone();
        changes = List.copyOf(changes);
    }

    /** A copy of the pixels. */
    @Override
    public double[] pixels() {
        return pixels.clone();
    }

    /** Ink of a picture or of a part of it: 0 paper, 1 the most, (height x width). */
    private record Ink(int width, int height, double[] amount) {
        double at(int row, int column) {
            return amount[row * width + column];
        }
    }

    /**
     * The digit in a picture. What is ink and what paper is told by the border, which is paper. A picture of 28 x 28
     * that is light on dark is left as it is. IllegalArgumentException if there is nothing to see.
     */
    public static DigitForm of(GrayImage image) {
        double[] brightness = image.brightness();
        double paper = borderBrightness(image);
        double least = Arrays.stream(brightness).min().orElseThrow();
        double most = Arrays.stream(brightness).max().orElseThrow();
        if (most - least < LEAST_CONTRAST) {
            throw new IllegalArgumentException("expected a digit, got one shade of gray everywhere");
        }
        boolean isDark = paper - least > most - paper;
        if (!isDark && image.width() == SIDE && image.height() == SIDE) {
            return new DigitForm(brightness, List.of());
        }
        double strength = isDark ? paper - least : most - paper;
        double[] amount = Arrays.stream(brightness)
                .map(shade -> (isDark ? paper - shade : shade - paper) / strength)
                .map(ink -> ink < PAPER ? 0 : ink)
                .toArray();
        var changes = new ArrayList<String>();
        if (isDark) {
            changes.add("inverted, for it is dark on light");
        }
        Ink cropped = cropped(new Ink(image.width(), image.height(), amount));
        changes.add("cropped to its ink of " + cropped.width + "x" + cropped.height);
        Ink scaled = scaled(cropped);
        changes.add("scaled to " + scaled.width + "x" + scaled.height);
        changes.add("centered by mass in " + SIDE + "x" + SIDE);
        return new DigitForm(centered(scaled), changes);
    }

    /** The median of the outermost pixels. */
    private static double borderBrightness(GrayImage image) {
        int right = image.width() - 1;
        int bottom = image.height() - 1;
        double[] border = DoubleStream.concat(
                        IntStream.rangeClosed(0, right)
                                .boxed()
                                .flatMapToDouble(
                                        column -> DoubleStream.of(image.at(0, column), image.at(bottom, column))),
                        IntStream.rangeClosed(0, bottom)
                                .boxed()
                                .flatMapToDouble(row -> DoubleStream.of(image.at(row, 0), image.at(row, right))))
                .sorted()
                .toArray();
        return border[border.length / 2];
    }

    /** The smallest part that holds all ink. */
    private static Ink cropped(Ink ink) {
        int top = ink.height;
        int bottom = 0;
        int left = ink.width;
        int right = 0;
        for (int row = 0; row < ink.height; row++) {
            for (int column = 0; column < ink.width; column++) {
                if (ink.at(row, column) > 0) {
                    top = Math.min(top, row);
                    bottom = row;
                    left = Math.min(left, column);
                    right = Math.max(right, column);
                }
            }
        }
        int width = right - left + 1;
        int height = bottom - top + 1;
        var amount = new double[width * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(ink.amount, (top + row) * ink.width + left, amount, row * width, width);
        }
        return new Ink(width, height, amount);
    }

    /** Scaled to fit the box, first its rows and then its columns; the most ink is 1 again. */
    private static Ink scaled(Ink ink) {
        double scale = (double) BOX / Math.max(ink.width, ink.height);
        int width = Math.max(1, (int) Math.round(ink.width * scale));
        int height = Math.max(1, (int) Math.round(ink.height * scale));
        var narrow = new Ink(width, ink.height, new double[width * ink.height]);
        for (int row = 0; row < ink.height; row++) {
            average(ink.amount, row * ink.width, 1, ink.width, narrow.amount, row * width, 1, width);
        }
        var small = new double[width * height];
        for (int column = 0; column < width; column++) {
            average(narrow.amount, column, width, ink.height, small, column, width, height);
        }
        double most = Arrays.stream(small).max().orElseThrow();
        return new Ink(
                width, height, Arrays.stream(small).map(amount -> amount / most).toArray());
    }

    /**
     * Area averaging of a line of {@code from} pixels into one of {@code to}: each new pixel is the mean of the old
     * ones that it covers, in part or whole. {@code into} is modified.
     */
    private static void average(
            double[] line, int offset, int stride, int from, double[] into, int intoOffset, int intoStride, int to) {
        double length = (double) from / to;
        for (int pixel = 0; pixel < to; pixel++) {
            double start = pixel * length;
            double end = Math.min(from, start + length);
            double sum = 0;
            for (int old = (int) start; old < end; old++) {
                sum += line[offset + old * stride] * (Math.min(end, old + 1) - Math.max(start, old));
            }
            into[intoOffset + pixel * intoStride] = sum / length;
        }
    }

    /** In the middle by its center of mass, as far as it stays whole. */
    private static double[] centered(Ink ink) {
        double mass = 0;
        double rows = 0;
        double columns = 0;
        for (int row = 0; row < ink.height; row++) {
            for (int column = 0; column < ink.width; column++) {
                mass += ink.at(row, column);
                rows += ink.at(row, column) * (row + 0.5);
                columns += ink.at(row, column) * (column + 0.5);
            }
        }
        int top = place(rows / mass, ink.height);
        int left = place(columns / mass, ink.width);
        var pixels = new double[SIDE * SIDE];
        for (int row = 0; row < ink.height; row++) {
            System.arraycopy(ink.amount, row * ink.width, pixels, (top + row) * SIDE + left, ink.width);
        }
        return pixels;
    }

    private static int place(double center, int length) {
        return Math.max(0, Math.min(SIDE - length, (int) Math.round(SIDE / 2.0 - center)));
    }
}
