package twingrad.compare.search;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import twingrad.compare.Activation;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;
import twingrad.tensor.Losses;
import twingrad.tensor.NdArray;
import twingrad.tensor.Precision;
import twingrad.tensor.Sgd;
import twingrad.tensor.Tensor;

/**
 * S networks 2-H-1, one a seed, that learn XOR side by side as one graph of the tensor engine in float64, since a graph
 * of four samples is mostly bookkeeping. Each network's loss depends on its own parameters alone, so the sum of their
 * losses gives each the gradient that it would have alone.
 */
public final class XorNetworks {

    /** A gradient below this moves no parameter visibly any more. */
    private static final double REST = 1e-3;

    private static final int POINTS = 4;

    /**
     * What became of one network.
     *
     * @param seed of its initial θ
     * @param right how many of the four points it has right
     * @param deadUnits ReLU units that no point turns on
     * @param gradientNorm ‖dJ/dθ‖ at its last θ
     */
    public record Outcome(long seed, int right, int deadUnits, double gradientNorm) {

        /** Whether all four points are right. */
        public boolean isSolved() {
            return right == POINTS;
        }

        boolean isAtRest() {
            return gradientNorm < REST;
        }
    }

    private final Network network;
    private final long[] seeds;
    private final Tensor inputs;
    private final NdArray targets;
    private final int[] labels = new int[POINTS];

    /** W of all networks' hidden units, one below the other (S·H x 2). */
    private final Tensor hiddenWeight;

    /** Their biases (S·H). */
    private final Tensor hiddenBias;

    /** w of each network's output (S x H). */
    private final Tensor outputWeight;

    /** Its bias (S). */
    private final Tensor outputBias;

    private final Sgd optimizer;

    /** The networks at their initial θ. */
    public XorNetworks(Activation activation, int hidden, long... seeds) {
        Objects.requireNonNull(activation, "xor: expected an activation, got null");
        network = Network.of(List.of(2, hidden, 1), activation, Loss.BINARY_CROSS_ENTROPY);
        this.seeds = seeds.clone();
        Dataset xor = ToyDatasets.xor();
        var points = new double[2 * POINTS];
        var coded = new double[POINTS * seeds.length];
        for (int point = 0; point < POINTS; point++) {
            xor.copyInputs(point, points, 2 * point);
            labels[point] = xor.label(point);
            Arrays.fill(coded, point * seeds.length, (point + 1) * seeds.length, labels[point]);
        }
        inputs = Tensor.constant(Precision.FLOAT64.of(points, POINTS, 2));
        targets = Precision.FLOAT64.of(coded, POINTS, seeds.length);
        double[][] thetas = Arrays.stream(seeds)
                .mapToObj(seed -> network.draw(new Seeds(seed)))
                .toArray(double[][]::new);
        hiddenWeight = stacked(thetas, 0, seeds.length * hidden, 2);
        hiddenBias = stacked(thetas, 1, seeds.length * hidden);
        outputWeight = stacked(thetas, 2, seeds.length, hidden);
        outputBias = stacked(thetas, 3, seeds.length);
        optimizer = new Sgd(List.of(hiddenWeight, hiddenBias, outputWeight, outputBias));
    }

    /** One block of every network's θ, one after the other. */
    private Tensor stacked(double[][] thetas, int index, int... dims) {
        var block = network.blocks().get(index);
        double[] numbers = Arrays.stream(thetas)
                .flatMapToDouble(theta -> Arrays.stream(theta, block.offset(), block.end()))
                .toArray();
        return Tensor.parameter(Precision.FLOAT64.of(numbers, dims), block.name());
    }

    /** One step of gradient descent of each. */
    public void step(double learningRate) {
        optimizer.zeroGrad();
        loss().backward();
        optimizer.step(learningRate);
    }

    /** The sum of the networks' mean losses. */
    private Tensor loss() {
        return Losses.binaryCrossEntropy(logits(preactivations()), targets)
                .sum()
                .div(POINTS);
    }

    /** z of the hidden units (4 x S·H). */
    private Tensor preactivations() {
        return inputs.matmulTransB(hiddenWeight).add(hiddenBias);
    }

    /** The networks' outputs (4 x S). */
    private Tensor logits(Tensor preactivations) {
        return network.activations()
                .get(0)
                .tensor()
                .apply(preactivations)
                .reshape(POINTS, seeds.length, network.widths().get(1))
                .mul(outputWeight)
                .sum(2, false)
                .add(outputBias);
    }

    /** What became of each, in the seeds' order. */
    public List<Outcome> outcomes() {
        optimizer.zeroGrad();
        loss().backward();
        Tensor preactivations = preactivations();
        double[] z = preactivations.data().toDoubles();
        double[] logits = logits(preactivations).data().toDoubles();
        return IntStream.range(0, seeds.length)
                .mapToObj(index -> new Outcome(seeds[index], right(logits, index), dead(z, index), gradientNorm(index)))
                .toList();
    }

    private int right(double[] logits, int index) {
        return (int) IntStream.range(0, POINTS)
                .filter(point -> network.predict(logits, point * seeds.length + index) == labels[point])
                .count();
    }

    private int dead(double[] z, int index) {
        if (network.activations().get(0) != Activation.RELU) {
            return 0;
        }
        int hidden = network.widths().get(1);
        int row = seeds.length * hidden;
        return (int) IntStream.range(index * hidden, (index + 1) * hidden)
                .filter(unit -> IntStream.range(0, POINTS).noneMatch(point -> z[point * row + unit] > 0))
                .count();
    }

    /** θ of one network, as {@link Network#blocks} lays it out. */
    double[] theta(int index) {
        return IntStream.range(0, network.blocks().size())
                .mapToObj(block -> part(parameter(block).data(), index))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private double gradientNorm(int index) {
        double squares = 0;
        for (int block = 0; block < network.blocks().size(); block++) {
            for (double slope : part(parameter(block).grad(), index)) {
                squares += slope * slope;
            }
        }
        return Math.sqrt(squares);
    }

    private Tensor parameter(int block) {
        return List.of(hiddenWeight, hiddenBias, outputWeight, outputBias).get(block);
    }

    /** One network's part of a block of all. */
    private double[] part(NdArray block, int index) {
        double[] all = block.toDoubles();
        int length = all.length / seeds.length;
        return Arrays.copyOfRange(all, index * length, (index + 1) * length);
    }
}
