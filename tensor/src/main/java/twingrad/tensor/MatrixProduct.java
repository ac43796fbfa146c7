package twingrad.tensor;

/**
 * The sizes of a matrix product C (m x n) = A·B over k, one for each index of the leading axes, which broadcast by
 * NumPy's rules; and where in A, B and C the matrices of each begin.
 */
final class MatrixProduct {
    private final int m;
    private final int n;
    private final int k;
    private final Shape shape;
    private final boolean transA;
    private final boolean transB;
    private final int[] lefts;
    private final int[] rights;

    /**
     * The sizes of op A, B.
     *
     * @param transA whether the left matrices are stored as (k x m)
     * @param transB whether the right matrices are stored as (n x k)
     */
    MatrixProduct(String op, Shape left, boolean transA, Shape right, boolean transB) {
        Requirements.product(op, left, transA ? 0 : 1, right, transB ? 1 : 0);
        Shape leading = left.broadcast(op, right, 2);
        m = left.matrixDim(transA ? 1 : 0);
        k = left.matrixDim(transA ? 0 : 1);
        n = right.matrixDim(transB ? 0 : 1);
        shape = leading.withMatrix(m, n);
        this.transA = transA;
        this.transB = transB;
        lefts = new int[leading.size()];
        rights = new int[leading.size()];
        if (leading.rank() == 0) {
            return;
        }
        Broadcast walk = new Broadcast(op, left.withoutMatrix(), right.withoutMatrix());
        walk.forEachRun((a, b, at) -> {
            for (int i = 0; i < walk.run(); i++) {
                lefts[at + i] = (a + i * walk.leftStep()) * m * k;
                rights[at + i] = (b + i * walk.rightStep()) * k * n;
            }
        });
    }

    /** The result's shape: the leading axes, then (m x n). */
    Shape shape() {
        return shape;
    }

    /** Rows of each product. */
    int m() {
        return m;
    }

    /** Columns of each product. */
    int n() {
        return n;
    }

    /** Terms of each sum. */
    int k() {
        return k;
    }

    /** How many products there are. */
    int count() {
        return lefts.length;
    }

    /** Where the left matrix of a product begins. */
    int left(int product) {
        return lefts[product];
    }

    /** Where the right matrix of a product begins. */
    int right(int product) {
        return rights[product];
    }

    /** Where the result of a product begins. */
    int result(int product) {
        return product * m * n;
    }

    /**
     * Computes all products in float32. Many are shared out whole among the workers; each is copied to arrays of its
     * own, which stay in the cache.
     *
     * @param a Not modified.
     * @param aVersion of a
     * @param b Not modified.
     * @param bVersion of b
     * @param c Modified: all elements are overwritten.
     */
    void multiply(float[] a, Version aVersion, float[] b, Version bVersion, float[] c) {
        if (shape.rank() == 2) {
            multiplyOne(a, aVersion, b, bVersion, c);
            return;
        }
        if (count() == 0) {
            return;
        }
        boolean shared = count() > Workers.threads() && (long) count() * m * n * k >= Products.WORTH_SHARING;
        int parts = shared ? Math.min(count(), Products.PARTS_PER_THREAD * Workers.threads()) : 1;
        Workers.run(parts, part -> {
            float[] left = new float[m * k];
            float[] right = new float[k * n];
            float[] product = new float[m * n];
            int end = (int) ((long) count() * (part + 1) / parts);
            for (int i = (int) ((long) count() * part / parts); i < end; i++) {
                System.arraycopy(a, left(i), left, 0, left.length);
                System.arraycopy(b, right(i), right, 0, right.length);
                multiplyOne(left, new Version(), right, new Version(), product);
                System.arraycopy(product, 0, c, result(i), product.length);
            }
        });
    }

    private void multiplyOne(float[] a, Version aVersion, float[] b, Version bVersion, float[] c) {
        int aRow = transA ? 1 : k;
        int aCol = transA ? m : 1;
        int bRow = transB ? 1 : n;
        int bCol = transB ? k : 1;
        Products.multiply(new Products.Operands(m, n, k, a, aRow, aCol, b, bRow, bCol, c, n, 1, aVersion, bVersion));
    }
}
