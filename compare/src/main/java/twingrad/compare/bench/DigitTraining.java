package twingrad.compare.bench;

import java.util.List;
import java.util.OptionalInt;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Plan;
import twingrad.compare.training.Recipe;
import twingrad.compare.training.TensorLearner;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** MNIST's 60,000 digits and a network that learns them in float32, batch 128: the same training, epoch after epoch. */
final class DigitTraining implements Runnable {

    /** Steps of an epoch, the last one with fewer digits. */
    static final int STEPS = (60_000 + Recipe.BATCH - 1) / Recipe.BATCH;

    private final TensorLearner learner;
    private int epoch;

    DigitTraining(List<Integer> hidden, OptimizerKind optimizer) {
        var seeds = new Seeds(1);
        Dataset train = DataSource.MNIST.train(seeds, OptionalInt.empty());
        Network network = Network.classifier(train, hidden, Activation.RELU);
        double learningRate = Recipe.learningRate(optimizer, DataSource.MNIST);
        var plan = new Plan(network, optimizer, learningRate, 0, Recipe.BATCH, seeds);
        learner = new TensorLearner(plan, Precision.FLOAT32, train);
    }

    /** Trains for an epoch: shuffles, gathers, steps. */
    @Override
    public void run() {
        learner.epoch(epoch++);
    }
}
