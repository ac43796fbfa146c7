package twingrad.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import twingrad.compare.Seeds.Purpose;
import twingrad.scalar.Dropout;
import twingrad.scalar.Losses;
import twingrad.scalar.Mlp;
import twingrad.scalar.Value;

/** A network built in the scalar engine at one θ. Its leaves are the parameters, which an optimizer may move. */
public final class ScalarTwin {

    private final Network network;
    private final Mlp mlp;

    ScalarTwin(Network network, double[] parameters) {
        this(network, mlp(network, parameters));
    }

    private ScalarTwin(Network network, Mlp mlp) {
        this.network = network;
        this.mlp = mlp;
    }

    private static Mlp mlp(Network network, double[] parameters) {
        network.requireFits(parameters);
        return new Mlp(
                network.widths(),
                network.activations().stream().map(Activation::scalar).toList(),
                parameters);
    }

    /** This twin, of the same parameters, with hidden units dropped in training: those that its tensor twin drops. */
    public ScalarTwin withDropout(double rate, Seeds seeds) {
        if (rate == 0) {
            return this;
        }
        List<Dropout> dropouts = IntStream.range(0, network.layers() - 1)
                .mapToObj(layer -> new Dropout(rate, step -> seeds.generator(Purpose.DROPOUT, step, layer)))
                .toList();
        return new ScalarTwin(network, mlp.withDropout(dropouts));
    }

    /** The parameters' leaves, in θ's order. */
    public List<Value> parameters() {
        return mlp.parameters();
    }

    /** Builds J over a batch, regularization included: a graph of this moment's θ. */
    public Value loss(Batch batch) {
        return loss(forward(batch), batch);
    }

    /** The batch's losses reduced, without regularization. */
    public Value dataLoss(Batch batch) {
        return dataLoss(forward(batch), batch);
    }

    private List<List<Value>> forward(Batch batch) {
        return rows(batch).stream().map(mlp::forward).toList();
    }

    /** The outputs of each row in the training step of that number, counted from 0: with dropout, if there is some. */
    public List<List<Value>> forwardInTraining(Batch batch, long step) {
        return mlp.forwardInTraining(rows(batch), step);
    }

    /** J of the outputs of a batch's rows, regularization included. */
    public Value loss(List<List<Value>> outputs, Batch batch) {
        Value loss = dataLoss(outputs, batch);
        Regularization penalty = network.regularization();
        if (penalty.l2() > 0) {
            loss = loss.add(Losses.l2(mlp.weights(), penalty.l2(), batch.rows()));
        }
        return penalty.l1() > 0 ? loss.add(Losses.l1(mlp.weights(), penalty.l1(), batch.rows())) : loss;
    }

    private Value dataLoss(List<List<Value>> outputs, Batch batch) {
        var losses = new ArrayList<Value>();
        for (int row = 0; row < batch.rows(); row++) {
            addLosses(losses, outputs.get(row), batch.targets(), row * batch.targetColumns());
        }
        return network.reduction().scalar().apply(losses);
    }

    /** The numbers of rows of outputs, row-major. */
    public static double[] numbers(List<List<Value>> outputs) {
        return outputs.stream().flatMap(List::stream).mapToDouble(Value::data).toArray();
    }

    /** The outputs of each row, (m x O) row-major. */
    public double[] outputs(int rows, double[] inputs) {
        int features = network.inputs();
        int units = network.outputs();
        var outputs = new double[rows * units];
        for (int row = 0; row < rows; row++) {
            List<Value> values = mlp.forward(row(inputs, row, features));
            for (int unit = 0; unit < units; unit++) {
                outputs[row * units + unit] = values.get(unit).data();
            }
        }
        return outputs;
    }

    /** The parameters' gradients after a backward pass. */
    public double[] gradient() {
        return parameters().stream().mapToDouble(Value::grad).toArray();
    }

    /** θ as it is now. */
    public double[] theta() {
        return parameters().stream().mapToDouble(Value::data).toArray();
    }

    private List<List<Value>> rows(Batch batch) {
        network.requireFits(batch);
        return IntStream.range(0, batch.rows())
                .mapToObj(row -> row(batch.inputs(), row, batch.features()))
                .toList();
    }

    private static List<Value> row(double[] inputs, int row, int features) {
        var values = new ArrayList<Value>(features);
        for (int k = 0; k < features; k++) {
            values.add(Value.of(inputs[row * features + k]));
        }
        return values;
    }

    private void addLosses(List<Value> losses, List<Value> outputs, double[] targets, int offset) {
        if (network.loss() == Loss.SOFTMAX_CROSS_ENTROPY) {
            losses.add(Losses.softmaxCrossEntropy(outputs, (int) targets[offset]));
            return;
        }
        for (int i = 0; i < outputs.size(); i++) {
            losses.add(entryLoss(outputs.get(i), targets[offset + i]));
        }
    }

    private Value entryLoss(Value output, double target) {
        return switch (network.loss()) {
            case BINARY_CROSS_ENTROPY -> Losses.binaryCrossEntropy(output, target);
            case MEAN_SQUARED_ERROR -> Losses.squaredError(output, target);
            case HINGE -> Losses.hinge(output, target);
            case SOFTMAX_CROSS_ENTROPY -> throw new AssertionError("softmax is a loss of a whole row");
        };
    }
}
