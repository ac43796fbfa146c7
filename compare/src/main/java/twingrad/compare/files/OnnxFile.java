package twingrad.compare.files;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import twingrad.compare.Activation;
import twingrad.compare.LeNet;
import twingrad.compare.Network;
import twingrad.compare.files.OnnxGraph.Attribute;
import twingrad.compare.files.SafeTensors.Array;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.Checkpoint;
import twingrad.datasets.Standardization;

/**
 * A trained network for other programs, in the Open Neural Network Exchange format: features as they come in the data,
 * (batch x features), to logits (batch x outputs), in float32. What standardized the samples stands in front of the
 * layers and takes features in float64, as the training did: of a large number that hardly varies, such as a time in
 * seconds, float32 would leave nothing to subtract the mean from.
 */
public final class OnnxFile {

    /** As much as a message of Protocol Buffers holds, and some room for what is not numbers. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (1 << 20);

    private final OnnxGraph graph = new OnnxGraph();
    private final Map<String, Array> blocks = new LinkedHashMap<>();

    private OnnxFile(Architecture model, double[] theta) {
        CheckpointFile.put(blocks, "", DataType.F64, model, theta);
    }

    /**
     * Writes a checkpoint's network, whole or not at all. UncheckedIOException if the file cannot be written,
     * IllegalArgumentException if the network is larger than the format allows.
     */
    public static void write(Path file, Checkpoint checkpoint) {
        Optional<Standardization> standardization = checkpoint.provenance().standardization();
        WholeFile.write(file, bytes(checkpoint.model(), checkpoint.state().theta(), standardization));
    }

    static byte[] bytes(Architecture model, double[] theta, Optional<Standardization> standardization) {
        if ((long) theta.length * Float.BYTES > MOST_BYTES) {
            throw new IllegalArgumentException("onnx: expected at most " + MOST_BYTES / Float.BYTES
                    + " parameters, which is what the format holds, got " + theta.length);
        }
        var file = new OnnxFile(model, theta);
        standardization.ifPresent(file::standardize);
        model.network().ifPresentOrElse(file::layers, file::lenet);
        return file.graph.model(model.description(), model.inputs(), model.outputs());
    }

    /** (x - μ)/σ in float64, where a feature without deviation is divided by 1; then float32. */
    private void standardize(Standardization standardization) {
        List<Integer> shape = List.of(standardization.features());
        double[] divisors = Arrays.stream(standardization.deviation())
                .map(sigma -> sigma == 0 ? 1 : sigma)
                .toArray();
        graph.then("Sub", List.of(graph.doubles("standardization.mean", shape, standardization.mean())));
        graph.then("Div", List.of(graph.doubles("standardization.deviation", shape, divisors)));
        graph.roundedFromDoubles();
    }

    private void layers(Network network) {
        IntStream.range(0, network.layers()).forEach(layer -> {
            dense(layer);
            activation(network.activations().get(layer));
        });
    }

    private void lenet() {
        graph.then("Reshape", List.of(graph.wholeNumbers("images", -1, 1, LeNet.SIDE, LeNet.SIDE)));
        convolution(0, 2);
        convolution(1, 0);
        graph.then("Flatten", List.of());
        dense(2);
        activation(Activation.RELU);
        dense(3);
        activation(Activation.RELU);
        dense(4);
    }

    /** X·Wᵀ + b. */
    private void dense(int layer) {
        graph.then("Gemm", parameters(layer), Attribute.of("transB", 1));
    }

    /** A convolution with its activation, and what is largest of each 2 x 2 pixels. */
    private void convolution(int layer, long padding) {
        graph.then("Conv", parameters(layer), Attribute.of("pads", List.of(padding, padding, padding, padding)));
        activation(Activation.RELU);
        graph.then(
                "MaxPool",
                List.of(),
                Attribute.of("kernel_shape", List.of(2L, 2L)),
                Attribute.of("strides", List.of(2L, 2L)));
    }

    private void activation(Activation activation) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> graph.then("Relu", List.of());
            case LEAKY_RELU -> graph.then("LeakyRelu", List.of(), Attribute.of("alpha", 0.01f));
            case TANH -> graph.then("Tanh", List.of());
            case SIGMOID -> graph.then("Sigmoid", List.of());
        }
    }

    private List<String> parameters(int layer) {
        return List.of(array("layers." + layer + ".weight"), array("layers." + layer + ".bias"));
    }

    private String array(String block) {
        return graph.array(block, blocks.get(block).shape(), blocks.get(block).numbers());
    }
}
