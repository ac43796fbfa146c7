package twingrad.datasets;

/** The inputs of samples as they are stored, row-major and without labels. Nothing is checked here. */
sealed interface Rows {
    /** Numbers a row. */
    int features();

    /** Copies one row. {@code into}: modified. */
    void copy(int row, float[] into, int offset);

    /** Copies one row. {@code into}: modified. */
    void copy(int row, double[] into, int offset);

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
    }

    /** Rows of pixels, one unsigned byte each; pixel p reads as p/255 rounded to float, in both precisions. */
    record Pixels(int features, byte[] values) implements Rows {
        private static final int WHITE = 255;
        private static final float[] SHADES = shades();

        @Override
        public void copy(int row, float[] into, int offset) {
            int start = row * features;
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

        private static float[] shades() {
            float[] shades = new float[WHITE + 1];
            for (int p = 0; p <= WHITE; p++) {
                shades[p] = (float) p / WHITE;
            }
            return shades;
        }
    }
}
