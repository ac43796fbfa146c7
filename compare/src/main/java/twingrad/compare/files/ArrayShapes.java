package twingrad.compare.files;

import java.util.List;
import java.util.Optional;
import twingrad.compare.Block;
import twingrad.compare.files.Field.Numbers;

/**
 * Brings a file's arrays to the network's shapes: weight (outputs x inputs), inputs (samples x inputs). A matrix of one
 * row or one column may come flat, as Octave and R write it, and a vector as a matrix. Where turning would make it fit,
 * the refusal says which option does that.
 */
final class ArrayShapes {

    private final Layout layout;

    ArrayShapes(Layout layout) {
        this.layout = layout;
    }

    /** A vector (n), from (n), (n x 1) or (1 x n). */
    Numbers vector(Numbers numbers) throws MalformedFileException {
        boolean isMatrix = numbers.shape().size() == 2 && numbers.rows() > 1 && numbers.columns() > 1;
        if (isMatrix) {
            throw new MalformedFileException(
                    numbers.path() + ": expected a row or a column of numbers, got " + numbers.description());
        }
        return numbers;
    }

    /** A weight (outputs x inputs), its outputs as many as its bias has numbers. */
    Numbers weight(Numbers weight, Numbers bias) throws MalformedFileException {
        int outputs = bias.data().length;
        int size = weight.data().length;
        if (weight.shape().size() < 2) {
            if (outputs != 1 && outputs != size) {
                throw new MalformedFileException(
                        weight.path() + ": expected a matrix, [[...], ...], got " + weight.description());
            }
            return weight.reshaped(outputs, size / outputs);
        }
        Numbers usual = layout.turnsWeights() ? weight.transposed() : weight;
        if (usual.rows() != outputs) {
            throw new MalformedFileException(bias.path() + ": expected " + usual.rows() + " numbers to match "
                    + weight.path() + "'s " + usual.rows() + " outputs, got " + outputs
                    + (usual.columns() == outputs ? remedyForWeights() : ""));
        }
        return usual;
    }

    /** A weight that does not fit the layer before it. */
    MalformedFileException refusal(Numbers weight, int expected, String before) {
        return new MalformedFileException(weight.path() + ": expected " + expected
                + (layout.turnsWeights() ? " rows" : " columns") + " to match " + before + "'s " + expected
                + " outputs, got " + weight.columns() + (weight.rows() == expected ? remedyForWeights() : ""));
    }

    /** Inputs (samples x inputs). */
    Numbers samples(Numbers inputs, int expected, String first) throws MalformedFileException {
        int size = inputs.data().length;
        if (inputs.shape().size() < 2) {
            if (expected != 1 && expected != size) {
                throw new MalformedFileException(
                        inputs.path() + ": expected a matrix, one row a sample, got " + inputs.description());
            }
            return inputs.reshaped(size / expected, expected);
        }
        Numbers usual = layout.turnsSamples() ? inputs.transposed() : inputs;
        if (usual.columns() != expected) {
            throw new MalformedFileException(inputs.path() + ": expected " + expected
                    + (layout.turnsSamples() ? " rows" : " columns") + " to match " + first + "'s " + expected
                    + " inputs, got " + usual.columns() + (usual.rows() == expected ? remedyForSamples(layout) : ""));
        }
        return usual;
    }

    /** Whether a weight's gradient has the weight's shape (nothing) or the transposed one: then, in words, which. */
    Optional<String> transposition(Numbers gradient, Block weight, String layer) throws MalformedFileException {
        int rows = weight.shape().get(layout.turnsWeights() ? 1 : 0);
        int columns = weight.shape().get(layout.turnsWeights() ? 0 : 1);
        List<Integer> shape = gradient.shape();
        boolean isFlat = shape.size() < 2 && (rows == 1 || columns == 1) && gradient.data().length == rows * columns;
        if (isFlat || shape.equals(List.of(rows, columns))) {
            return Optional.empty();
        }
        if (shape.equals(List.of(columns, rows))) {
            return Optional.of("(%d x %d), the weight's (%d x %d)".formatted(columns, rows, rows, columns));
        }
        throw new MalformedFileException("%s: expected an array of shape (%d x %d) like %s.weight, got %s"
                .formatted(gradient.path(), rows, columns, layer, gradient.description()));
    }

    /** A bias's gradient (outputs). */
    Numbers bias(Numbers gradient, Block bias) throws MalformedFileException {
        int outputs = bias.size();
        boolean fits = gradient.data().length == outputs
                && (gradient.shape().size() < 2 || gradient.rows() == 1 || gradient.columns() == 1);
        if (fits) {
            return gradient;
        }
        boolean isPerSample = gradient.shape().size() == 2 && gradient.shape().contains(outputs);
        String remedy = isPerSample ? "; sum it over the samples" : "";
        if (gradient.data().length == 1) {
            remedy = "; sum over the samples only, not over the units";
        }
        throw new MalformedFileException(gradient.path() + ": expected " + outputs
                + (outputs == 1 ? " number" : " numbers") + ", got " + gradient.description() + remedy);
    }

    private String remedyForWeights() {
        return layout.turnsWeights()
                ? "; if weights are stored (outputs x inputs), leave out --layout in-by-out"
                : "; if weights are stored (inputs x outputs), add --layout in-by-out";
    }

    static String remedyForSamples(Layout layout) {
        return layout.turnsSamples()
                ? "; if each row is a sample, leave out --samples columns"
                : "; if each column is a sample, add --samples columns";
    }
}
