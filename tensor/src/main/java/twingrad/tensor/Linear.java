package twingrad.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A fully connected layer, Z = X·Wᵀ + b, with weight W (O x I) and bias b (O). */
public final class Linear implements Layer {
    private final Tensor weight;
    private final Tensor bias;

    /**
     * A layer of these two parameters.
     *
     * @param weight (O x I)
     * @param bias (O)
     */
    public Linear(Tensor weight, Tensor bias) {
        Requirements.rank("Linear", weight.shape(), 2);
        if (!bias.shape().equals(Shape.of(weight.shape().dim(0)))) {
            throw new IllegalArgumentException("Linear: expected a bias ("
                    + weight.shape().dim(0) + ") to match the weight " + weight.shape() + ", got " + bias.shape());
        }
        this.weight = weight;
        this.bias = bias;
    }

    /**
     * A layer with random parameters: weights normal with standard deviation 1/√I (LeCun, Bottou, Orr and Müller 1998,
     * Efficient BackProp), rounded to float; biases 0.
     */
    public static Linear random(int inputs, int outputs, Precision precision, RandomGenerator random) {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "Linear: expected at least 1 input and 1 output, got " + inputs + " and " + outputs);
        }
        double[] weight = new double[Shape.of(outputs, inputs).size()];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
        }
        return new Linear(
                Tensor.parameter(precision.of(weight, outputs, inputs), "weight"),
                Tensor.parameter(precision.zeros(Shape.of(outputs)), "bias"));
    }

    /** The weight, (O x I). */
    public Tensor weight() {
        return weight;
    }

    /** The bias, (O). */
    public Tensor bias() {
        return bias;
    }

    @Override
    public Map<String, Tensor> namedParameters() {
        return named(weight, bias);
    }

    /** The two parameters of a layer by name, the weight before the bias. */
    static Map<String, Tensor> named(Tensor weight, Tensor bias) {
        var named = new LinkedHashMap<String, Tensor>();
        named.put("weight", weight);
        named.put("bias", bias);
        return Collections.unmodifiableMap(named);
    }

    /** Z for a batch X: (B x I) -> (B x O). Gradients: dW = dZᵀ·X, db = column sums of dZ, dX = dZ·W. */
    @Override
    public Tensor forward(Tensor x) {
        int inputs = weight.shape().dim(1);
        if (x.shape().rank() != 2 || x.shape().dim(1) != inputs) {
            throw new IllegalArgumentException(
                    "Linear: expected inputs (B x " + inputs + "), got " + x.shape() + "; one sample is one row");
        }
        var z = x.data().matmulTransB(weight.data());
        z.addToRowsInPlace(bias.data());
        return Tensor.node(
                "linear",
                z,
                Tensor.edge(x, "dX = G·W", g -> g.matmul(weight.data())),
                Tensor.edge(weight, "dW = Gᵀ·X", g -> g.matmulTransA(x.data())),
                Tensor.edge(bias, "db = column sums of G", g -> g.sumTo(bias.shape())));
    }

    /** For example {@code Linear[weight=layers.0.weight (128x784), bias=layers.0.bias (128)]}. */
    @Override
    public String toString() {
        return "Linear[weight=" + weight + ", bias=" + bias + "]";
    }
}
