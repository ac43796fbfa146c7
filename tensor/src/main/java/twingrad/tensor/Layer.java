package twingrad.tensor;

import java.util.List;
import java.util.Map;

/**
 * A part of a network: it takes a batch, one sample along the first axis, to another. Yours may be one, too; an
 * activation is one as it stands, {@code Tensor::relu}.
 */
@FunctionalInterface
public interface Layer {
    /** The outputs for a batch, as when the network is evaluated or used. */
    Tensor forward(Tensor x);

    /**
     * The outputs for a batch in training. They are those of {@link #forward} unless the layer says otherwise, as
     * {@link Dropout} does; a layer that is made of layers hands this on to them.
     *
     * @param step the number of the training step, from which a layer that draws takes its generator, so that nothing
     *     random is ever stored
     */
    default Tensor forwardInTraining(Tensor x, long step) {
        return forward(x);
    }

    /** The leaves that are trained, by name, in the order of θ; none unless the layer says otherwise. Unmodifiable. */
    default Map<String, Tensor> namedParameters() {
        return Map.of();
    }

    /** The leaves that are trained, in the order of θ, for an optimizer. Unmodifiable. */
    default List<Tensor> parameters() {
        return List.copyOf(namedParameters().values());
    }

    /**
     * The precision of the parameters, which the inputs must have too.
     *
     * @throws IllegalStateException if there is no parameter: such a layer takes either
     */
    default Precision precision() {
        return parameters().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "precision: expected a layer with parameters, got none; it takes inputs of either precision"))
                .precision();
    }
}
