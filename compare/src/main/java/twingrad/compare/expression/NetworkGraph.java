package twingrad.compare.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twingrad.compare.Batch;
import twingrad.compare.Block;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Regularization;
import twingrad.scalar.Losses;
import twingrad.scalar.Neuron;
import twingrad.scalar.Value;

/**
 * A network's loss for one sample as a {@link Graph}: the scalar engine's own ops, every one of them a node. Its leaves
 * are the inputs {@code x0, x1, …} and the labels {@code y0, y1, …}, which are constants, and the parameters by block
 * and index, such as {@code layers.0.weight[2][1]}; pre-activations are {@code z0[2]} (layer 0, unit 2), activations
 * {@code a0[2]}, the root {@code J}. The label of softmax is a class, which has no derivative and so is no leaf.
 */
public final class NetworkGraph {

    private final Network network;
    private final Batch sample;

    private NetworkGraph(Network network, Batch sample) {
        this.network = network;
        this.sample = sample;
    }

    /** The graph of J at θ for a batch of one row. */
    public static Graph of(Network network, double[] parameters, Batch sample) {
        if (sample.rows() != 1 || sample.features() != network.inputs()) {
            throw new IllegalArgumentException("network graph: expected 1 sample of " + network.inputs()
                    + " inputs, got " + sample.rows() + " of " + sample.features());
        }
        if (parameters.length != network.parameterCount()) {
            throw new IllegalArgumentException(
                    "network graph: expected " + network.parameterCount() + " parameters, got " + parameters.length);
        }
        var graph = new NetworkGraph(network, sample);
        Map<String, Double> leaves = graph.data();
        var constants = new LinkedHashSet<>(leaves.keySet());
        for (Block block : network.blocks()) {
            for (int i = 0; i < block.size(); i++) {
                leaves.put(name(block, i), parameters[block.offset() + i]);
            }
        }
        return Graph.of(graph::loss, leaves, constants);
    }

    /** The inputs, and the labels where they are numbers. */
    private Map<String, Double> data() {
        var data = new LinkedHashMap<String, Double>();
        for (int i = 0; i < network.inputs(); i++) {
            data.put("x" + i, sample.inputs()[i]);
        }
        for (int i = 0; i < network.outputs() && network.loss() != Loss.SOFTMAX_CROSS_ENTROPY; i++) {
            data.put("y" + i, sample.targets()[i]);
        }
        return data;
    }

    private Value loss(Map<String, Value> leaves) {
        List<Value> outputs = IntStream.range(0, network.inputs())
                .mapToObj(i -> leaves.get("x" + i))
                .toList();
        for (int layer = 0; layer < network.layers(); layer++) {
            outputs = layer(layer, outputs, leaves);
        }
        List<Value> losses = losses(outputs, leaves);
        Value loss = losses.size() == 1
                ? losses.get(0)
                : network.reduction().scalar().apply(losses);
        return penalized(loss, leaves).as("J");
    }

    private List<Value> layer(int layer, List<Value> inputs, Map<String, Value> leaves) {
        Block weight = network.blocks().get(2 * layer);
        Block bias = network.blocks().get(2 * layer + 1);
        UnaryOperator<Value> activation = network.activations().get(layer).scalar();
        var outputs = new ArrayList<Value>();
        for (int unit = 0; unit < network.widths().get(layer + 1); unit++) {
            int row = unit * inputs.size();
            List<Value> weights = IntStream.range(row, row + inputs.size())
                    .mapToObj(i -> leaves.get(name(weight, i)))
                    .toList();
            Value z = new Neuron(weights, leaves.get(name(bias, unit)))
                    .forward(inputs)
                    .as("z" + layer + "[" + unit + "]");
            Value a = activation.apply(z);
            outputs.add(a == z ? z : a.as("a" + layer + "[" + unit + "]"));
        }
        return outputs;
    }

    private List<Value> losses(List<Value> outputs, Map<String, Value> leaves) {
        if (network.loss() == Loss.SOFTMAX_CROSS_ENTROPY) {
            return List.of(softmaxCrossEntropy(outputs, (int) sample.targets()[0]));
        }
        return IntStream.range(0, outputs.size())
                .mapToObj(i -> entryLoss(outputs.get(i), leaves.get("y" + i)))
                .toList();
    }

    /**
     * As {@link Losses} has it, with the maximum as nodes: a plain number would be that of these leaves, and wrong for
     * others. What the maximum receives cancels, as the loss does not depend on what is subtracted.
     */
    private static Value softmaxCrossEntropy(List<Value> logits, int label) {
        Value max = logits.stream().reduce(Value::maximum).orElseThrow();
        List<Value> shifted = logits.stream().map(logit -> logit.sub(max)).toList();
        Value total = Losses.sum(shifted.stream().map(Value::exp).toList());
        return total.log().sub(shifted.get(label));
    }

    /** As {@link Losses} has it, with the label as a node. */
    private Value entryLoss(Value output, Value label) {
        return switch (network.loss()) {
            case BINARY_CROSS_ENTROPY -> binaryCrossEntropy(output, label);
            case MEAN_SQUARED_ERROR -> output.sub(label).pow(2);
            case HINGE -> output.mul(label.neg()).add(1).relu();
            case SOFTMAX_CROSS_ENTROPY -> throw new AssertionError("softmax is a loss of a whole row");
        };
    }

    /** For an infinite logit a term whose factor is 0 would be 0·∞ and is left out, and the label with it. */
    private static Value binaryCrossEntropy(Value logit, Value label) {
        double y = label.data();
        if (Double.isInfinite(logit.data()) && (y == 0 || y == 1)) {
            return Losses.binaryCrossEntropy(logit, y);
        }
        return logit.neg()
                .softplus()
                .mul(label)
                .add(logit.softplus().mul(Value.of(1).sub(label)));
    }

    private Value penalized(Value loss, Map<String, Value> leaves) {
        Regularization penalty = network.regularization();
        List<Value> weights = network.blocks().stream()
                .filter(Block::isWeight)
                .flatMap(block -> IntStream.range(0, block.size()).mapToObj(i -> leaves.get(name(block, i))))
                .toList();
        Value penalized = penalty.l2() > 0 ? loss.add(Losses.l2(weights, penalty.l2(), 1)) : loss;
        return penalty.l1() > 0 ? penalized.add(Losses.l1(weights, penalty.l1(), 1)) : penalized;
    }

    /** layers.0.weight[2][1], layers.0.bias[2]. */
    private static String name(Block block, int entry) {
        return block.name()
                + block.index(entry).stream().map(i -> "[" + i + "]").collect(Collectors.joining());
    }
}
