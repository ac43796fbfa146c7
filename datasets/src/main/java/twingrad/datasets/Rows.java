package twingrad.datasets;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The inputs of samples as they are stored, row-major and without labels. Nothing is checked here. */
sealed interface Rows {
    /** Numbers a row. */
    int features();

    /** Copies one row. {@code into}: modified. */
    void copy(int row, float[] into, int offset);

    /** Copies one row. {@code into}: modified. */
    void copy(int row, double[] into, int offset);

    /** Adds one row as it is stored to a checksum, whatever is done to it when it is copied. */
    void addTo(CRC32C sum, int row);

    /** Rows of doubles. */
    record Doubles(int features, double[] values) implements Rows {
        @Override
        public void copy(int row, float[] into, int offset) {
            int start = row * features;
            for (int i = 0; i < features; i++) {
                into[offset + i] = (float) values[start + i];
            }
        }

        @Override
        public void copy(int row, double[] into, int offset) {
            System.arraycopy(values, row * features, into, offset, features);
        }

        @Override
        public void addTo(CRC32C sum, int row) {
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * features);
            bytes.asDoubleBuffer().put(values, row * features, features);
            sum.update(bytes);
        }
    }

    /** Rows of pixels, one unsigned byte each; pixel p reads as p/255 rounded to float, in both precisions. */
    record Pixels(int features, byte[] values) implements Rows {
        private static final int WHITE = 255;
        private static final int CACHE_LINE = 64;
        private static final float[] SHADES = shades();

        @Override
        public void copy(int row, float[] into, int offset) {
            int start = row * features;
            into[offset] = touched(start); // overwritten at once; without a use the JIT compiler would drop the reads
            for (int i = 0; i < features; i++) {
                into[offset + i] = SHADES[values[start + i] & WHITE];
            }
        }

        @Override
        public void copy(int row, double[] into, int offset) {
            int start = row * features;
            for (int i = 0; i < features; i++) {
                into[offset + i] = SHADES[values[start + i] & WHITE];
            }
        }

        @Override
        public void addTo(CRC32C sum, int row) {
            sum.update(values, row * features, features);
        }

        /** Reads one byte of each line of the cache: a row comes from far away, and its lines come all at once. */
        private int touched(int start) {
            int sum = 0;
            for (int i = 0; i < features; i += CACHE_LINE) {
                sum += values[start + i];
            }
            return sum;
        }

        private static float[] shades() {
            float[] shades = new float[WHITE + 1];
            for (int p = 0; p <= WHITE; p++) {
                shades[p] = (float) p / WHITE;
            }
            return shades;
        }
    }

    /** Rows of which (x - mean)/divisor is copied, computed in double and rounded to float once. */
    record Standardized(Rows rows, double[] mean, double[] divisor) implements Rows {
        @Override
        public int features() {
            return rows.features();
        }

        @Override
        public void copy(int row, float[] into, int offset) {
            var exact = new double[mean.length];
            copy(row, exact, 0);
            for (int i = 0; i < exact.length; i++) {
                into[offset + i] = (float) exact[i];
            }
        }

        @Override
        public void addTo(CRC32C sum, int row) {
            rows.addTo(sum, row);
        }

        @Override
        public void copy(int row, double[] into, int offset) {
            rows.copy(row, into, offset);
            for (int i = 0; i < mean.length; i++) {
                into[offset + i] = (into[offset + i] - mean[i]) / divisor[i];
            }
        }
    }
}
