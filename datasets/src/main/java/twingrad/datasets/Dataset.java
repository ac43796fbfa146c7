package twingrad.datasets;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * Labeled samples for classification: n rows of features, one class label a row.
 *
 * <p>Immutable. A dataset is a list of row numbers over shared storage, so that shuffling, slicing, splitting and
 * batching copy row numbers and no data. A dataset is made of at least one sample; a part of one may be empty.
 * Arguments out of range are refused with an {@code IllegalArgumentException}.
 */
public final class Dataset {
    /** How far fractions may sum from 1: far above the rounding of a few additions, far below one sample. */
    public static final double FRACTIONS_TOLERANCE = 1e-9;

    private final String name;
    private final Rows rows;
    private final int[] labels;
    private final int classes;
    private final int[] index;

    private Dataset(String name, Rows rows, int[] labels, int classes) {
        this(name, rows, labels, classes, new int[labels.length]);
        Arrays.setAll(index, row -> row);
    }

    private Dataset(String name, Rows rows, int[] labels, int classes, int[] index) {
        this.name = name;
        this.rows = rows;
        this.labels = labels;
        this.classes = classes;
        this.index = index;
    }

    /**
     * Samples from numbers, which are copied and stay as precise as they are given.
     *
     * @param name what to call the set; errors begin with it
     * @param inputs (n x features), at least 1 x 1, all finite
     * @param labels n class labels, each from 0 to classes - 1
     * @param classes how many classes there are, whether or not each has a sample
     */
    public static Dataset of(String name, double[][] inputs, int[] labels, int classes) {
        checkFrame(name, labels.length, classes);
        expect(inputs.length == labels.length, name, labels.length + " rows of inputs, one a label", inputs.length);
        int features = inputs[0].length;
        expect(features > 0, name, "at least 1 feature", features);
        long numbers = (long) inputs.length * features;
        expect(numbers <= Integer.MAX_VALUE, name, "at most " + Integer.MAX_VALUE + " numbers", numbers);
        double[] values = new double[(int) numbers];
        for (int row = 0; row < inputs.length; row++) {
            checkRow(name, row, inputs[row], features);
            System.arraycopy(inputs[row], 0, values, row * features, features);
        }
        return new Dataset(name, new Rows.Doubles(features, values), checked(name, labels, classes), classes);
    }

    /**
     * Samples from bytes, which are copied and stay bytes: pixel p (0 to 255) reads as p/255 rounded to float.
     *
     * @param name what to call the set; errors begin with it
     * @param pixels (n x features), row-major, unsigned
     * @param features pixels a row, at least 1
     * @param labels n class labels, unsigned, each from 0 to classes - 1
     * @param classes how many classes there are, whether or not each has a sample
     */
    public static Dataset ofPixels(String name, byte[] pixels, int features, byte[] labels, int classes) {
        return ofOwnPixels(name, pixels.clone(), features, labels, classes);
    }

    /** The same of pixels that nobody changes any more: they are kept, not copied. */
    static Dataset ofOwnPixels(String name, byte[] pixels, int features, byte[] labels, int classes) {
        checkFrame(name, labels.length, classes);
        expect(features > 0, name, "at least 1 feature", features);
        expect(
                (long) labels.length * features == pixels.length,
                name,
                labels.length + "x" + features + " pixels",
                pixels.length);
        int[] unsigned = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            unsigned[row] = Byte.toUnsignedInt(labels[row]);
        }
        return new Dataset(name, new Rows.Pixels(features, pixels), checked(name, unsigned, classes), classes);
    }

    /** The name that the set was given; its parts bear the same. */
    public String name() {
        return name;
    }

    /** How many samples there are. */
    public int size() {
        return index.length;
    }

    /** How many numbers describe a sample. */
    public int features() {
        return rows.features();
    }

    /** How many classes there are. */
    public int classes() {
        return classes;
    }

    /** The class of a sample, from 0 to classes - 1. */
    public int label(int row) {
        checkInside("label", row);
        return labels[index[row]];
    }

    /**
     * Copies the features of one sample, each rounded to float (beyond float's range: infinite).
     *
     * @param into modified from {@code offset} on
     */
    public void copyInputs(int row, float[] into, int offset) {
        checkInside("copyInputs", row);
        checkRoom(into.length, offset);
        rows.copy(index[row], into, offset);
    }

    /**
     * Copies the features of one sample exactly.
     *
     * @param into modified from {@code offset} on
     */
    public void copyInputs(int row, double[] into, int offset) {
        checkInside("copyInputs", row);
        checkRoom(into.length, offset);
        rows.copy(index[row], into, offset);
    }

    /**
     * The same samples in random order, every order equally likely: Durstenfeld, "Algorithm 235: Random
     * permutation" (1964), known as the Fisher-Yates shuffle.
     */
    public Dataset shuffled(RandomGenerator random) {
        return part(shuffled(index, random));
    }

    static int[] shuffled(int[] numbers, RandomGenerator random) {
        int[] order = numbers.clone();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** The samples {@code from} (included) to {@code to} (excluded); empty if the two are equal. */
    public Dataset slice(int from, int to) {
        if (from < 0 || from > to || to > size()) {
            throw refusal("slice", "0 <= from <= to <= " + size(), "from " + from + " to " + to);
        }
        return part(Arrays.copyOfRange(index, from, to));
    }

    /**
     * Consecutive parts, such as {@code split(0.8, 0.1, 0.1)} for training, development and test: every sample in
     * exactly one. Part k ends at its cumulative fraction of the samples, rounded to the nearest row (halves up),
     * so a part is at most one sample away from its exact share, and a part of a small set may be empty. Shuffle
     * first if the samples come in order of their classes.
     *
     * @param fractions none negative, their sum 1
     */
    public List<Dataset> split(double... fractions) {
        double sum = checkedSum(fractions);
        List<Dataset> parts = new ArrayList<>();
        double cumulative = 0;
        int from = 0;
        for (double fraction : fractions) {
            cumulative += fraction;
            int to = (int) Math.round(cumulative / sum * size());
            parts.add(slice(from, to));
            from = to;
        }
        return List.copyOf(parts);
    }

    /**
     * Random parts, each with about the same share of every class: every sample in exactly one, in the order of this
     * set. Of a class, a part has its exact share rounded up or down, and the parts' sizes are close to their shares
     * of the whole; only the first part, the training set, has a sample of every class, however few there are.
     *
     * @param fractions none negative, the first positive, their sum 1
     */
    public List<Dataset> stratifiedSplit(RandomGenerator random, double... fractions) {
        double sum = checkedSum(fractions);
        expect(fractions[0] > 0, "split", "a positive first fraction", fractions[0]);
        var strata = new Strata(
                Arrays.stream(fractions).map(fraction -> fraction / sum).toArray());
        int[] partOf = strata.deal(rowsByClass(), random);
        return IntStream.range(0, fractions.length)
                .mapToObj(part -> part(IntStream.range(0, size())
                        .filter(row -> partOf[row] == part)
                        .map(row -> index[row])
                        .toArray()))
                .toList();
    }

    /** How many samples each class has. */
    public int[] classCounts() {
        var counts = new int[classes];
        for (int row : index) {
            counts[labels[row]]++;
        }
        return counts;
    }

    /**
     * By which these samples are known again: CRC-32C over their labels and features in order, as 8 hexadecimal digits.
     * Features count as they are stored: standardized or not, and whatever their name, the same samples have the same.
     */
    public String checksum() {
        var sum = new CRC32C();
        for (int row : index) {
            sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, labels[row]));
            rows.addTo(sum, row);
        }
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** The rows of each class, in order. */
    private int[][] rowsByClass() {
        int[][] rowsOf = Arrays.stream(classCounts()).mapToObj(int[]::new).toArray(int[][]::new);
        var filled = new int[classes];
        for (int row = 0; row < size(); row++) {
            int label = labels[index[row]];
            rowsOf[label][filled[label]++] = row;
        }
        return rowsOf;
    }

    private static double checkedSum(double[] fractions) {
        double sum = 0;
        for (double fraction : fractions) {
            expect(fraction >= 0, "split", "fractions of 0 or more", fraction);
            sum += fraction;
        }
        expect(Math.abs(sum - 1) <= FRACTIONS_TOLERANCE, "split", "fractions that sum to 1", sum);
        return sum;
    }

    /**
     * Mini-batches in order: every sample in exactly one, the last batch short if {@code size} does not divide the
     * number of samples. A size beyond it gives one batch; an empty set gives none.
     */
    public List<Dataset> batches(int size) {
        expect(size > 0, "batches", "a size of at least 1", size);
        List<Dataset> batches = new ArrayList<>();
        int from = 0;
        while (from < size()) {
            int to = from + Math.min(size, size() - from);
            batches.add(slice(from, to));
            from = to;
        }
        return List.copyOf(batches);
    }

    /** Such as {@code circles: 300 samples, 2 features, 2 classes}. */
    @Override
    public String toString() {
        return name + ": " + size() + " samples, " + features() + " features, " + classes + " classes";
    }

    /** The same samples, of which (x - mean)/divisor is copied; the arrays are kept. */
    Dataset standardized(double[] mean, double[] divisor) {
        return new Dataset(name, new Rows.Standardized(rows, mean, divisor), labels, classes, index);
    }

    private Dataset part(int[] order) {
        return new Dataset(name, rows, labels, classes, order);
    }

    private static void checkFrame(String name, int samples, int classes) {
        Objects.requireNonNull(name, "name");
        expect(classes > 0, name, "at least 1 class", classes);
        expect(samples > 0, name, "at least 1 sample", samples);
    }

    private static void checkRow(String name, int row, double[] values, int features) {
        if (values.length != features) {
            throw refusal(name, features + " features in row " + row + " as in row 0", values.length);
        }
        for (int i = 0; i < features; i++) {
            if (!Double.isFinite(values[i])) {
                throw refusal(name, "a finite number in row " + row + ", feature " + i, values[i]);
            }
        }
    }

    /** A copy of the labels, none out of range. */
    private static int[] checked(String name, int[] labels, int classes) {
        int[] copy = labels.clone();
        for (int row = 0; row < copy.length; row++) {
            if (copy[row] < 0 || copy[row] >= classes) {
                throw refusal(name, "labels from 0 to " + (classes - 1), copy[row] + " in row " + row);
            }
        }
        return copy;
    }

    private void checkInside(String op, int row) {
        if (row < 0 || row >= size()) {
            throw refusal(op, "a row in [0, " + size() + ")", row);
        }
    }

    private void checkRoom(int length, int offset) {
        if (offset < 0 || offset > length - features()) {
            String got = "an array of " + length + " at offset " + offset;
            throw refusal("copyInputs", "room for " + features() + " features", got);
        }
    }

    private static void expect(boolean holds, String op, String what, Object got) {
        if (!holds) {
            throw refusal(op, what, got);
        }
    }

    private static IllegalArgumentException refusal(String op, String what, Object got) {
        return new IllegalArgumentException(op + ": expected " + what + ", got " + got);
    }
}
