package twingrad.compare.bench;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.tensor.Losses;
import twingrad.tensor.Mlp;
import twingrad.tensor.NdArray;
import twingrad.tensor.Optimizer;
import twingrad.tensor.Precision;
import twingrad.tensor.Reduction;
import twingrad.tensor.Sgd;
import twingrad.tensor.Tensor;

/** A tanh network 2-16-16-1 in float32 and one batch, written as a user of the tensor engine writes it. */
final class TinyTraining implements Runnable {

    private static final double LEARNING_RATE = 0.1;

    private final Mlp model;
    private final Optimizer optimizer;
    private final Tensor inputs;
    private final NdArray targets;

    TinyTraining(int batch) {
        var seeds = new Seeds(1);
        model = Mlp.random(
                List.of(2, 16, 16, 1),
                List.of(Tensor::tanh, Tensor::tanh, UnaryOperator.identity()),
                Precision.FLOAT32,
                seeds.generator(Purpose.PARAMETERS));
        optimizer = new Sgd(model.parameters());
        RandomGenerator random = seeds.generator(Purpose.DATA);
        inputs = Tensor.constant(Precision.FLOAT32.of(random.doubles(2L * batch).toArray(), batch, 2));
        targets = Precision.FLOAT32.of(random.ints(batch, 0, 2).asDoubleStream().toArray(), batch, 1);
    }

    /** One step: forward, backward, update. */
    @Override
    public void run() {
        var loss = Reduction.MEAN.apply(Losses.binaryCrossEntropy(model.forward(inputs), targets));
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step(LEARNING_RATE);
    }
}
