package twingrad.tensor;

/** A fully connected layer, Z = X·Wᵀ + b, with weight W (O x I) and bias b (O). */
public final class Linear {
    private final Tensor weight;
    private final Tensor bias;

    /**
     * A layer of these two parameters.
     *
     * @param weight (O x I)
     * @param bias (O)
     */
    public Linear(Tensor weight, Tensor bias) {
        weight.shape().requireRank("Linear", 2);
        if (!bias.shape().equals(Shape.of(weight.shape().dim(0)))) {
            throw new IllegalArgumentException("Linear: expected a bias ("
                    + weight.shape().dim(0) + ") to match the weight " + weight.shape() + ", got " + bias.shape());
        }
        this.weight = weight;
        this.bias = bias;
    }

    /** The weight, (O x I). */
    public Tensor weight() {
        return weight;
    }

    /** The bias, (O). */
    public Tensor bias() {
        return bias;
    }

    /** Z for a batch X: (B x I) -> (B x O). Gradients: dW = dZᵀ·X, db = column sums of dZ, dX = dZ·W. */
    public Tensor forward(Tensor x) {
        int inputs = weight.shape().dim(1);
        if (x.shape().rank() != 2 || x.shape().dim(1) != inputs) {
            throw new IllegalArgumentException(
                    "Linear: expected inputs (B x " + inputs + "), got " + x.shape() + "; one sample is one row");
        }
        return Tensor.node(
                "linear",
                x.data().matmulTransB(weight.data()).add(bias.data()),
                Tensor.edge(x, "dX = G·W", g -> g.matmul(weight.data())),
                Tensor.edge(weight, "dW = Gᵀ·X", g -> g.matmulTransA(x.data())),
                Tensor.edge(bias, "db = column sums of G", g -> g.sumTo(bias.shape())));
    }
}
