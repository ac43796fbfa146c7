package twingrad.compare.training;

import twingrad.compare.Network;
import twingrad.tensor.Precision;

/**
 * What a training takes of the heap, so that what cannot fit is refused before it begins.
 *
 * @param parameters how many
 * @param bytesPerParameter its value, its gradient, what the optimizer keeps for it, and a copy in the products' order
 * @param batch samples of a step
 * @param bytesPerSample its inputs, what each unit and its gradients take, and the loss
 */
public record TrainingMemory(long parameters, int bytesPerParameter, int batch, long bytesPerSample) {

    /** Arrays of a parameter's size: value, gradient, a copy in the products' order. */
    private static final int ARRAYS = 3;

    /** Arrays of a layer's outputs: Z, A, the activation's slope, and gradients on their way, as measured. */
    private static final int ARRAYS_OF_UNIT = 6;

    /** Further arrays of the last layer's outputs: softmax and cross-entropy, forward and backward, as measured. */
    private static final int ARRAYS_OF_LOSS = 12;

    /** Heap that the scalar engine's graph takes for one weight and one sample, rounded up from what was measured. */
    private static final int GRAPH = 300;

    /** In the tensor engine. */
    public static TrainingMemory of(Network network, OptimizerKind optimizer, Precision precision, int batch) {
        int number = precision == Precision.FLOAT32 ? Float.BYTES : Double.BYTES;
        int arrays = ARRAYS + optimizer.slots();
        long units = network.widths().stream().skip(1).mapToLong(width -> width).sum();
        long numbers = network.inputs() + ARRAYS_OF_UNIT * units + ARRAYS_OF_LOSS * network.outputs();
        return new TrainingMemory(parameters(network), number * arrays, batch, number * numbers);
    }

    /** In the scalar engine: a graph of every sample at once. */
    public static TrainingMemory ofScalar(Network network, int batch) {
        long parameters = parameters(network);
        return new TrainingMemory(parameters, 0, batch, GRAPH * parameters);
    }

    /** All of it. */
    public long bytes() {
        return parameters * bytesPerParameter + batch * bytesPerSample;
    }

    /**
     * Refuses what cannot fit.
     *
     * @param heap bytes that there are at most
     * @throws IllegalArgumentException with the remedy
     */
    public void requireRoom(long heap) {
        if (bytes() > heap) {
            throw new IllegalArgumentException(("expected the network and its batch to fit into a heap of %d MB, got %d"
                            + " MB: %d parameters of %d bytes and %d samples of %d bytes; take fewer --hidden units or a"
                            + " smaller --batch, or give it more with TWINGRAD_JAVA_OPTS=-Xmx...")
                    .formatted(heap >> 20, bytes() >> 20, parameters, bytesPerParameter, batch, bytesPerSample));
        }
    }

    private static long parameters(Network network) {
        long parameters = 0;
        for (int layer = 1; layer < network.widths().size(); layer++) {
            parameters +=
                    (network.widths().get(layer - 1) + 1L) * network.widths().get(layer);
        }
        return parameters;
    }
}
