package twingrad.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Layers, one after the other: the network whose every layer takes what the one before it gives.
 *
 * <p>Its parameters are named {@code layers.0.weight}, {@code layers.0.bias}, {@code layers.1.weight}, …, which becomes
 * their label. The numbers count the layers that have parameters, so that an activation or a dropout put in between
 * renames nothing. A layer that stands twice shares its parameters, which bear the name of its first place.
 */
public final class Sequential implements Layer {
    private final List<Layer> layers;
    private final Map<String, Tensor> parameters;

    /** A network of these layers, from the inputs on. Labels their parameters. */
    public Sequential(Layer... layers) {
        for (int i = 0; i < layers.length; i++) {
            Objects.requireNonNull(layers[i], "Sequential: expected layers, got null at " + i);
        }
        this.layers = List.of(layers);
        parameters = named(this.layers);
        parameters.forEach((name, parameter) -> parameter.as(name));
    }

    /** The parameters of layers in order, each once, by the number of its layer and its name there. */
    static Map<String, Tensor> named(List<? extends Layer> layers) {
        var named = new LinkedHashMap<String, Tensor>();
        int number = 0;
        for (var layer : layers) {
            var parameters = layer.namedParameters();
            for (var parameter : parameters.entrySet()) {
                if (!named.containsValue(parameter.getValue())) {
                    named.put("layers." + number + "." + parameter.getKey(), parameter.getValue());
                }
            }
            number += parameters.isEmpty() ? 0 : 1;
        }
        return Collections.unmodifiableMap(named);
    }

    @Override
    public Tensor forward(Tensor x) {
        var outputs = x;
        for (var layer : layers) {
            outputs = layer.forward(outputs);
        }
        return outputs;
    }

    @Override
    public Tensor forwardInTraining(Tensor x, long step) {
        var outputs = x;
        for (var layer : layers) {
            outputs = layer.forwardInTraining(outputs, step);
        }
        return outputs;
    }

    @Override
    public Map<String, Tensor> namedParameters() {
        return parameters;
    }

    /** The layers, from the inputs on. Unmodifiable. */
    public List<Layer> layers() {
        return layers;
    }

    /** The layers, in brackets; a method reference or lambda has no name to show. */
    @Override
    public String toString() {
        return layers.stream()
                .map(layer -> layer.getClass().isSynthetic() ? "function" : layer.toString())
                .collect(Collectors.joining(", ", "Sequential[", "]"));
    }
}
