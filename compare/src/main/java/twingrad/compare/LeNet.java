package twingrad.compare;

import twingrad.compare.Seeds.Purpose;
import twingrad.tensor.Conv2d;
import twingrad.tensor.Dropout;
import twingrad.tensor.Flatten;
import twingrad.tensor.Linear;
import twingrad.tensor.Losses;
import twingrad.tensor.MaxPool2d;
import twingrad.tensor.Precision;
import twingrad.tensor.Reduction;
import twingrad.tensor.Sequential;
import twingrad.tensor.Shape;
import twingrad.tensor.Tensor;
import twingrad.tensor.Unflatten;

/**
 * LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998, Gradient-Based Learning Applied to Document Recognition) for images
 * of 28 x 28 pixels and ten classes, with what came later: ReLU (Nair and Hinton 2010), max pooling, He's
 * initialization and dropout. It has no scalar twin: one digit takes 417,000 multiplications.
 */
public final class LeNet {

    /** Height and width of an image, in pixels. */
    public static final int SIDE = 28;

    /** The layers from the inputs on: filters x window, units. */
    public static final String DESCRIPTION =
            "lenet: conv 6x5x5 padding 2, pool 2, conv 16x5x5, pool 2, dense 120-84-10, relu";

    /** The rate at which units of the first dense layer are dropped, if no other is said. */
    public static final double DROPOUT = 0.3;

    private LeNet() {}

    /**
     * The network at its initial θ, logits from rows of pixels: (B x 784) -> (B x 10). The same seed, the same bits.
     */
    public static Sequential model(Precision precision, Seeds seeds) {
        return model(precision, seeds, DROPOUT);
    }

    /** The same with another rate at which units of the first dense layer are dropped. */
    public static Sequential model(Precision precision, Seeds seeds, double dropout) {
        return new Sequential(
                new Unflatten(1, SIDE, SIDE),
                convolution(0, 1, 6, 2, precision, seeds),
                Tensor::relu,
                new MaxPool2d(2),
                convolution(1, 6, 16, 0, precision, seeds),
                Tensor::relu,
                new MaxPool2d(2),
                new Flatten(),
                dense(2, 16 * 5 * 5, 120, precision, seeds),
                Tensor::relu,
                new Dropout(dropout, step -> seeds.generator(Purpose.DROPOUT, step, 2)),
                dense(3, 120, 84, precision, seeds),
                Tensor::relu,
                dense(4, 84, 10, precision, seeds));
    }

    /** The mean cross-entropy of a batch, which is what it minimizes. */
    public static Tensor loss(Tensor logits, int[] labels) {
        return Reduction.MEAN.apply(Losses.softmaxCrossEntropy(logits, labels));
    }

    private static Conv2d convolution(
            int layer, int channels, int outputs, int padding, Precision precision, Seeds seeds) {
        double[] weight = draw(layer, channels * 5 * 5, outputs, seeds);
        return new Conv2d(
                Tensor.parameter(precision.of(weight, outputs, channels, 5, 5)), zeros(precision, outputs), 1, padding);
    }

    private static Linear dense(int layer, int inputs, int outputs, Precision precision, Seeds seeds) {
        double[] weight = draw(layer, inputs, outputs, seeds);
        return new Linear(Tensor.parameter(precision.of(weight, outputs, inputs)), zeros(precision, outputs));
    }

    private static double[] draw(int layer, int inputs, int outputs, Seeds seeds) {
        var random = seeds.generator(Purpose.PARAMETERS, 0, layer);
        double[] weight = new double[inputs * outputs];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = Initialization.HE_NORMAL.draw(inputs, outputs, random);
        }
        return weight;
    }

    private static Tensor zeros(Precision precision, int outputs) {
        return Tensor.parameter(precision.zeros(Shape.of(outputs)));
    }
}
