package twingrad.compare.data;

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

    /** Less of the longer side of the box than this, or a center of mass farther off, in pixels, no digit of MNIST has. */
    private static final int LEAST_OF_BOX = BOX - 1;

    private static final double FARTHEST = 1;

    /** More ink on this share of the border, or of all, is no ink but shade: a digit leaves its paper free. */
    private static final double MOST_OF_BORDER = 0.25;

    private static final double MOST_OF_PICTURE = 0.5;

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
     * The digit in a picture. What is ink and what paper is told by the border, which is paper. A picture that is in
     * MNIST's form is left as it is. IllegalArgumentException if there is nothing to see.
     */
    public static DigitForm of(GrayImage image) {
        return of(image, false);
    }

    /**
     * The digit in a picture, as {@link #of(GrayImage)} finds it.
     *
     * @param ofAnything whether what is 28 x 28 and light on dark is left as it is, whatever it shows: clothes fill all
     */
    public static DigitForm of(GrayImage image, boolean ofAnything) {
        double[] brightness = image.brightness();
        double paper = borderBrightness(image);
        double least = Arrays.stream(brightness).min().orElseThrow();
        double most = Arrays.stream(brightness).max().orElseThrow();
        if (most - least < LEAST_CONTRAST) {
            throw new IllegalArgumentException("expected a digit, got one shade of gray everywhere");
        }
        boolean isDark = paper - least > most - paper;
        double strength = isDark ? paper - least : most - paper;
        double[] any = Arrays.stream(brightness)
                .map(shade -> (isDark ? paper - shade : shade - paper) / strength)
                .toArray();
        boolean hasSize = image.width() == SIDE && image.height() == SIDE;
        if (!isDark && hasSize && (ofAnything || isInForm(new Ink(SIDE, SIDE, any)))) {
            return new DigitForm(brightness, List.of());
        }
        var ink = new Ink(
                image.width(),
                image.height(),
                Arrays.stream(any).map(amount -> amount < PAPER ? 0 : amount).toArray());
        var changes = new ArrayList<String>();
        if (!isEven(ink)) {
            changes.add("the background is not even: the answer means little");
        }
        if (isDark) {
            changes.add("inverted, for it is dark on light");
        }
        Ink cropped = cropped(ink);
        changes.add("cropped to its ink of " + cropped.width + "x" + cropped.height);
        Ink scaled = scaled(cropped);
        changes.add("scaled to " + scaled.width + "x" + scaled.height);
        changes.add("centered by mass in " + SIDE + "x" + SIDE);
        return new DigitForm(centered(scaled), changes);
    }

    /** The median of the outermost pixels. */
    private static double borderBrightness(GrayImage image) {
        double[] border = border(image.width(), image.height(), image.brightness())
                .sorted()
                .toArray();
        return border[border.length / 2];
    }

    /** The outermost pixels, those in the corners twice. */
    private static DoubleStream border(int width, int height, double[] pixels) {
        return DoubleStream.concat(
                IntStream.range(0, width)
                        .boxed()
                        .flatMapToDouble(
                                column -> DoubleStream.of(pixels[column], pixels[(height - 1) * width + column])),
                IntStream.range(0, height)
                        .boxed()
                        .flatMapToDouble(row -> DoubleStream.of(pixels[row * width], pixels[(row + 1) * width - 1])));
    }

    private static boolean isInForm(Ink ink) {
        Ink cropped = cropped(ink);
        int longer = Math.max(cropped.width, cropped.height);
        double[] center = center(ink);
        return longer >= LEAST_OF_BOX
                && longer <= BOX
                && Math.abs(center[0] - SIDE / 2.0) <= FARTHEST
                && Math.abs(center[1] - SIDE / 2.0) <= FARTHEST;
    }

    private static boolean isEven(Ink ink) {
        return share(border(ink.width, ink.height, ink.amount)) <= MOST_OF_BORDER
                && share(Arrays.stream(ink.amount)) <= MOST_OF_PICTURE;
    }

    /** How many of the pixels have ink. */
    private static double share(DoubleStream pixels) {
        return pixels.map(amount -> amount > 0 ? 1 : 0).average().orElse(0);
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
        double[] center = center(ink);
        int top = place(center[0], ink.height);
        int left = place(center[1], ink.width);
        var pixels = new double[SIDE * SIDE];
        for (int row = 0; row < ink.height; row++) {
            System.arraycopy(ink.amount, row * ink.width, pixels, (top + row) * SIDE + left, ink.width);
        }
        return pixels;
    }

    /** The center of mass: its row and its column, from the upper left corner. */
    private static double[] center(Ink ink) {
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
        return new double[] {rows / mass, columns / mass};
    }

    private static int place(double center, int length) {
        return Math.max(0, Math.min(SIDE - length, (int) Math.round(SIDE / 2.0 - center)));
    }
}
