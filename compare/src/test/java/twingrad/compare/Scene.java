package twingrad.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** A network, its θ and a batch: what every check is made of. */
record Scene(Network network, double[] theta, Batch batch) {

    static final Witness SCALAR = new ScalarWitness();
    static final Witness FLOAT64 = new TensorWitness(Precision.FLOAT64);
    static final Witness FLOAT32 = new TensorWitness(Precision.FLOAT32);

    /** A network on a whole dataset, θ drawn with zero biases. */
    static Scene of(Network network, Dataset data, long seed) {
        return new Scene(network, network.draw(new Seeds(seed)), Batch.of(data, network));
    }

    /** A network on m random samples with random biases. */
    static Scene drawn(Network network, int rows, long seed) {
        var random = new Random(seed);
        double[] theta = network.draw(new Seeds(seed));
        for (Block block : network.blocks()) {
            for (int i = block.offset(); !block.isWeight() && i < block.end(); i++) {
                theta[i] = (float) (0.3 * random.nextGaussian());
            }
        }
        var inputs = new double[rows * network.inputs()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        return new Scene(network, theta, new Batch(rows, inputs, targets(network, rows, random)));
    }

    /** Two hidden layers, 6 samples. */
    static Scene deep(Activation activation) {
        return drawn(Network.of(List.of(5, 7, 4, 3), activation, Loss.SOFTMAX_CROSS_ENTROPY), 6, 1);
    }

    /** A 4-6-3 network over 7 samples that minimizes something in particular. */
    static Scene minimizing(Loss loss, Reduction reduction, Regularization penalty) {
        var network = new Network(
                List.of(4, 6, 3),
                List.of(Activation.TANH, Activation.IDENTITY),
                loss,
                reduction,
                penalty,
                Initialization.GLOROT_UNIFORM);
        return drawn(network, 7, 5);
    }

    /** Everything at random: 1 to 5 layers of 1 to 40 units, every activation, loss, reduction, 1 to 33 samples. */
    static Scene random(long seed) {
        var random = new Random(seed);
        int layers = 1 + random.nextInt(5);
        var widths = new ArrayList<Integer>();
        var activations = new ArrayList<Activation>();
        for (int i = 0; i <= layers; i++) {
            widths.add(1 + random.nextInt(40));
        }
        for (int i = 1; i < layers; i++) {
            activations.add(pick(Activation.values(), random));
        }
        activations.add(Activation.IDENTITY);
        var penalty = random.nextInt(3) == 0 ? new Regularization(0.01, 0.02) : Regularization.NONE;
        var network = new Network(
                widths,
                activations,
                pick(Loss.values(), random),
                pick(Reduction.values(), random),
                penalty,
                pick(Initialization.values(), random));
        return drawn(network, 1 + random.nextInt(33), seed);
    }

    /** The check of this scene. */
    GradientCheck check() {
        return GradientCheck.of(network, theta, batch);
    }

    CheckReport against(Witness reference, Witness... others) {
        return check().against(reference, List.of(others));
    }

    private static double[] targets(Network network, int rows, RandomGenerator random) {
        if (network.loss() == Loss.MEAN_SQUARED_ERROR) {
            var targets = new double[rows * network.outputs()];
            for (int i = 0; i < targets.length; i++) {
                targets[i] = (float) random.nextGaussian();
            }
            return targets;
        }
        var labels = new int[rows];
        int classes = network.loss() == Loss.SOFTMAX_CROSS_ENTROPY ? network.outputs() : Math.max(2, network.outputs());
        for (int i = 0; i < rows; i++) {
            labels[i] = random.nextInt(classes);
        }
        return network.loss().targets(labels, network.outputs());
    }

    private static <T> T pick(T[] choices, RandomGenerator random) {
        return choices[random.nextInt(choices.length)];
    }
}
