package twingrad.compare;

/**
 * The rules of backpropagation, one method each, as a textbook writes them: matrices are arrays of rows, one sample a
 * row, and every sum is a loop. A rule may be replaced by overriding it; a known mistake is one rule done wrong.
 *
 * <p>{@code pass} is the forward pass: a(l) (m x I) enters layer l, z(l) = a(l)·w(l)ᵀ + b(l) (m x O), and a(l+1) =
 * φ(z(l)).
 */
interface BackwardRules {

    /** All of them, as they should be. */
    BackwardRules TEXTBOOK = new BackwardRules() {};

    /**
     * dJ/dA of the network's outputs a (m x O), without the penalty: with n losses in the mean (n = 1 in a sum),
     * softmax cross-entropy (p - onehot)/n, binary cross-entropy (σ(a) - y)/n, squared error 2(a - y)/n, hinge -y/n
     * where 1 - y·a &gt; 0.
     */
    default double[][] loss(Textbook pass) {
        Network network = pass.network();
        double[][] a = pass.a(network.layers());
        double n = network.reduction().divisor(network.loss().count(a.length, network.outputs()));
        var da = new double[a.length][];
        for (int row = 0; row < a.length; row++) {
            da[row] = lossSlopes(pass, a[row], row);
            for (int k = 0; k < da[row].length; k++) {
                da[row][k] /= n;
            }
        }
        return da;
    }

    /** dL/da of one sample's outputs, before the mean. */
    private static double[] lossSlopes(Textbook pass, double[] a, int row) {
        Loss loss = pass.network().loss();
        double[] y = pass.batch().targets();
        if (loss == Loss.SOFTMAX_CROSS_ENTROPY) {
            double[] p = softmax(a);
            p[(int) y[row]] -= 1;
            return p;
        }
        var slopes = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            slopes[k] = lossSlope(loss, a[k], y[row * a.length + k]);
        }
        return slopes;
    }

    private static double lossSlope(Loss loss, double a, double y) {
        return switch (loss) {
            case BINARY_CROSS_ENTROPY -> Activation.SIGMOID.value(a) - y;
            case MEAN_SQUARED_ERROR -> 2 * (a - y);
            case HINGE -> 1 - y * a > 0 ? -y : 0;
            case SOFTMAX_CROSS_ENTROPY -> throw new AssertionError("softmax is a loss of a whole row");
        };
    }

    /** p = e^(z - max)/Σ. */
    static double[] softmax(double[] z) {
        double max = Textbook.max(z, 0, z.length);
        var p = new double[z.length];
        double sum = 0;
        for (int k = 0; k < z.length; k++) {
            p[k] = StrictMath.exp(z[k] - max);
            sum += p[k];
        }
        for (int k = 0; k < z.length; k++) {
            p[k] /= sum;
        }
        return p;
    }

    /** dZ = dA ⊙ φ'(Z), each (m x O). */
    default double[][] activation(Textbook pass, int layer, double[][] da) {
        Activation activation = pass.network().activations().get(layer);
        double[][] z = pass.z(layer);
        var dz = new double[z.length][z[0].length];
        for (int row = 0; row < z.length; row++) {
            for (int o = 0; o < z[row].length; o++) {
                dz[row][o] = da[row][o] * activation.slope(z[row][o]);
            }
        }
        return dz;
    }

    /** dW = dZᵀ·A, (O x m)·(m x I) -&gt; (O x I). */
    default double[][] weight(Textbook pass, int layer, double[][] dz) {
        return product(dz, pass.a(layer));
    }

    /** Gᵀ·A, (O x m)·(m x I) -&gt; (O x I). */
    static double[][] product(double[][] g, double[][] a) {
        var product = new double[g[0].length][a[0].length];
        for (int row = 0; row < g.length; row++) {
            for (int o = 0; o < g[row].length; o++) {
                for (int i = 0; i < a[row].length; i++) {
                    product[o][i] += g[row][o] * a[row][i];
                }
            }
        }
        return product;
    }

    /** The penalty's share of dW: λ₂/m·W + λ₁/m·sign(W), (O x I). */
    default double[][] penalty(Textbook pass, int layer) {
        Regularization penalty = pass.network().regularization();
        int m = pass.batch().rows();
        double[][] share = pass.w(layer);
        for (double[] row : share) {
            for (int i = 0; i < row.length; i++) {
                row[i] = penalty.l2() / m * row[i] + penalty.l1() / m * Math.signum(row[i]);
            }
        }
        return share;
    }

    /** db = the column sums of dZ, (m x O) -&gt; (O). */
    default double[] bias(Textbook pass, int layer, double[][] dz) {
        var db = new double[dz[0].length];
        for (double[] row : dz) {
            for (int o = 0; o < row.length; o++) {
                db[o] += row[o];
            }
        }
        return db;
    }

    /** dA of the layer below = dZ·W, (m x O)·(O x I) -&gt; (m x I). */
    default double[][] input(Textbook pass, int layer, double[][] dz) {
        double[][] w = pass.w(layer);
        var da = new double[dz.length][w[0].length];
        for (int row = 0; row < dz.length; row++) {
            for (int o = 0; o < w.length; o++) {
                for (int i = 0; i < w[o].length; i++) {
                    da[row][i] += dz[row][o] * w[o][i];
                }
            }
        }
        return da;
    }
}
