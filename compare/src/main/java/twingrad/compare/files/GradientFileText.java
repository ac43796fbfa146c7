package twingrad.compare.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Block;
import twingrad.compare.LossAndGradient;
import twingrad.compare.Network;

/**
 * Writes a gradient file that a person can read: a line for each sample and each unit, every number with all its
 * digits. What {@link GradientFile} reads of it is what was given.
 */
public final class GradientFileText {

    private final Network network;
    private final Layout layout;

    private GradientFileText(Network network, Layout layout) {
        this.network = network;
        this.layout = layout;
    }

    /**
     * The JSON of a network at θ on a batch, with somebody's loss and gradient there. The arrays are not modified.
     */
    public static String of(Network network, double[] parameters, Batch batch, LossAndGradient answer, Layout layout) {
        return new GradientFileText(network, layout).text(parameters, batch, answer);
    }

    private String text(double[] parameters, Batch batch, LossAndGradient answer) {
        return """
                {
                "layers": [%s],
                "loss": "%s",
                "reduction": "%s",
                "l2": %s,
                "l1": %s,
                "inputs": %s,
                "targets": %s,
                "value": %s,
                "gradients": [%s]
                }
                """.formatted(
                        layers(parameters, true),
                        network.loss(),
                        network.reduction().name().toLowerCase(Locale.ROOT),
                        network.regularization().l2(),
                        network.regularization().l1(),
                        matrix(batch.inputs(), batch.rows(), layout.turnsSamples()),
                        targets(batch),
                        answer.loss(),
                        layers(answer.gradient(), false));
    }

    private String layers(double[] theta, boolean withActivations) {
        var layers = new ArrayList<String>();
        List<Block> blocks = network.blocks();
        for (int layer = 0; layer < network.layers(); layer++) {
            Block weight = blocks.get(2 * layer);
            Block bias = blocks.get(2 * layer + 1);
            Activation activation = network.activations().get(layer);
            layers.add("{\"weight\": %s, \"bias\": %s%s}"
                    .formatted(
                            matrix(of(theta, weight), weight.shape().get(0), layout.turnsWeights()),
                            row(Arrays.stream(of(theta, bias))),
                            withActivations ? ", \"activation\": \"" + activation + "\"" : ""));
        }
        return String.join(",\n", layers);
    }

    private static double[] of(double[] theta, Block block) {
        return Arrays.copyOfRange(theta, block.offset(), block.end());
    }

    private String targets(Batch batch) {
        return batch.targetColumns() == 1
                ? row(Arrays.stream(batch.targets()))
                : matrix(batch.targets(), batch.rows(), layout.turnsSamples());
    }

    /** A matrix, a line for each row; turned, a line for each column. */
    private static String matrix(double[] data, int rows, boolean turned) {
        int columns = data.length / rows;
        return IntStream.range(0, turned ? columns : rows)
                .mapToObj(line -> row(IntStream.range(0, turned ? rows : columns)
                        .mapToDouble(place -> turned ? data[place * columns + line] : data[line * columns + place])))
                .collect(Collectors.joining(",\n  ", "[", "]"));
    }

    private static String row(DoubleStream numbers) {
        return numbers.mapToObj(Field.Numbers::shown).collect(Collectors.joining(", ", "[", "]"));
    }
}
