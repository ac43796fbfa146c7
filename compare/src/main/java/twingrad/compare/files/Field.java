package twingrad.compare.files;

import java.util.List;
import java.util.stream.Collectors;
import twingrad.compare.Digits;

/** One named thing of a gradient file: an array of numbers or a word, with where it stands. */
sealed interface Field {

    /** As the file spells its way there: {@code layers[0].weight} in JSON, {@code layers.0.weight} in an archive. */
    String path();

    /** What it is, in an error's words. */
    String description();

    /**
     * Numbers.
     *
     * @param path its way
     * @param shape empty for a single number, one size for a row of them, two for a matrix
     * @param data row-major
     * @param digits how exactly they were written
     */
    record Numbers(String path, List<Integer> shape, double[] data, Digits digits) implements Field {
        @Override
        public String description() {
            return shape.isEmpty()
                    ? "the number " + shown(data[0])
                    : "an array of shape ("
                            + shape.stream().map(String::valueOf).collect(Collectors.joining(" x "))
                            + ")";
        }

        /** This matrix turned; anything else as it is. */
        Numbers transposed() {
            if (shape.size() != 2) {
                return this;
            }
            int rows = shape.get(0);
            int columns = shape.get(1);
            var turned = new double[data.length];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    turned[column * rows + row] = data[row * columns + column];
                }
            }
            return new Numbers(path, List.of(columns, rows), turned, digits);
        }

        /** The same numbers as a matrix of so many rows and columns. */
        Numbers reshaped(int rows, int columns) {
            return new Numbers(path, List.of(rows, columns), data, digits);
        }

        int rows() {
            return shape.get(0);
        }

        int columns() {
            return shape.get(1);
        }

        /** A number as a person writes it: whole ones without a point. */
        static String shown(double x) {
            return x == (long) x ? String.valueOf((long) x) : String.valueOf(x);
        }
    }

    /** A word: {@code relu}. */
    record Word(String path, String text) implements Field {
        @Override
        public String description() {
            return "\"" + text + "\"";
        }
    }
}
