package twingrad.compare.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Block;
import twingrad.compare.Digits;
import twingrad.compare.Initialization;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Reduction;
import twingrad.compare.Regularization;
import twingrad.compare.Witness;
import twingrad.compare.Writing;
import twingrad.compare.files.Field.Numbers;
import twingrad.compare.files.Field.Word;

/** Makes a network, θ, a batch and a gradient of a file's fields, or says which field does not fit which, and why. */
final class GradientFileReader {

    /** The last activation that a softmax cross-entropy takes back: its logits are what the layer had before. */
    private static final String SOFTMAX = "softmax";

    /** Bits of a float's significand that a number of few digits leaves 0, and one that was computed does not. */
    private static final int SIMPLE = (1 << 12) - 1;

    private final Fields fields;
    private final Layout layout;
    private final ArrayShapes shapes;
    private final int layers;

    GradientFileReader(Fields fields, Layout layout) {
        this.fields = fields;
        this.layout = layout;
        shapes = new ArrayShapes(layout);
        layers = fields.count("layers");
    }

    GradientFile read() throws IOException {
        requireCounts();
        List<Numbers> given = new ArrayList<>();
        List<Integer> widths = widths(given);
        Loss loss = choice("loss", Loss.values(), Optional.empty());
        var network = new Network(
                widths,
                activations(loss),
                loss,
                choice("reduction", Reduction.values(), Optional.of(Reduction.MEAN)),
                new Regularization(strength("l1"), strength("l2")),
                Initialization.HE_NORMAL);
        Numbers inputs = finite(shapes.samples(fields.numbers("inputs"), network.inputs(), fields.path("layers", 0)));
        var targets = new Targets(layout, network, inputs.rows());
        Numbers coded = targets.read(finite(fields.numbers("targets")));
        var transposed = new HashMap<String, String>();
        List<Numbers> gradients = gradients(network, transposed);
        Optional<Numbers> value = fields.optionalNumbers("value");
        double[] gradient = joined(gradients);
        Digits written = digits(gradients);
        var witness = new Testimony(
                GradientFile.WITNESS,
                value.isPresent() ? number(value.get()) : Double.NaN,
                gradient,
                unitRoundoff(gradient),
                new Writing(
                        lost(digits(given), written),
                        lost(inputs.digits(), written),
                        lost(coded.digits(), written),
                        written,
                        value.map(Numbers::digits).orElse(Digits.EXACT)));
        var batch = new Batch(inputs.rows(), inputs.data(), coded.data());
        return new GradientFile(network, joined(given), batch, layout, witness, transposed);
    }

    private void requireCounts() throws IOException {
        int gradients = fields.count("gradients");
        if (layers == 0) {
            throw new MalformedFileException("layers: expected at least one layer, got none");
        }
        if (gradients != layers) {
            throw new MalformedFileException("gradients: expected " + layers + ", one for each layer, got "
                    + (gradients == 0 ? "none" : gradients));
        }
    }

    /** The widths; adds each layer's weight, the usual way round, and its bias to {@code given}. */
    private List<Integer> widths(List<Numbers> given) throws IOException {
        var widths = new ArrayList<Integer>();
        for (int layer = 0; layer < layers; layer++) {
            String path = fields.path("layers", layer);
            Numbers bias = shapes.vector(fields.numbers(path + ".bias"));
            Numbers weight = shapes.weight(fields.numbers(path + ".weight"), bias);
            if (layer == 0) {
                widths.add(weight.columns());
            } else if (weight.columns() != widths.get(layer)) {
                throw shapes.refusal(weight, widths.get(layer), fields.path("layers", layer - 1));
            }
            widths.add(weight.rows());
            given.add(finite(weight));
            given.add(finite(bias));
        }
        return widths;
    }

    private List<Activation> activations(Loss loss) throws IOException {
        var activations = new ArrayList<Activation>();
        for (int layer = 0; layer < layers; layer++) {
            String path = fields.path("layers", layer) + ".activation";
            boolean last = layer == layers - 1;
            Optional<String> word = fields.word(path).map(GradientFileReader::spelled);
            if (word.equals(Optional.of(SOFTMAX)) && !(last && loss == Loss.SOFTMAX_CROSS_ENTROPY)) {
                throw new MalformedFileException(
                        path + ": expected softmax only in the last layer, with softmax-cross-entropy, got it in "
                                + (last ? "front of " + loss : "layer " + layer));
            }
            Activation activation = word.equals(Optional.of(SOFTMAX))
                    ? Activation.IDENTITY
                    : choice(path, Activation.values(), Optional.empty());
            boolean isInLoss = last && activation == Activation.SIGMOID && loss == Loss.BINARY_CROSS_ENTROPY;
            activations.add(isInLoss ? Activation.IDENTITY : activation);
        }
        return activations;
    }

    private List<Numbers> gradients(Network network, Map<String, String> transposed) throws IOException {
        var gradients = new ArrayList<Numbers>();
        for (int layer = 0; layer < layers; layer++) {
            String path = fields.path("gradients", layer);
            Block weight = network.blocks().get(2 * layer);
            Numbers dw = fields.numbers(path + ".weight");
            shapes.transposition(dw, weight, fields.path("layers", layer))
                    .ifPresent(words -> transposed.put(weight.name(), words));
            gradients.add(layout.turnsWeights() ? dw.transposed() : dw);
            gradients.add(
                    shapes.bias(fields.numbers(path + ".bias"), network.blocks().get(2 * layer + 1)));
        }
        return gradients;
    }

    /**
     * What it was computed in: as the file says, else float32 if every number is a float and one has a float's digits.
     */
    private double unitRoundoff(double[] gradient) throws IOException {
        Optional<Word> word = fields.word("precision");
        if (word.isPresent()) {
            return switch (spelled(word.get())) {
                case "f32", "float32" -> Witness.FLOAT32;
                case "f64", "float64" -> Witness.FLOAT64;
                default ->
                    throw new MalformedFileException(
                            "precision: expected f32 or f64, got " + word.get().description());
            };
        }
        boolean areFloats = Arrays.stream(gradient).allMatch(x -> x == (float) x || Double.isNaN(x));
        boolean computed = Arrays.stream(gradient).anyMatch(x -> (Float.floatToIntBits((float) x) & SIMPLE) != 0);
        return areFloats && computed ? Witness.FLOAT32 : Witness.FLOAT64;
    }

    private double strength(String name) throws IOException {
        Optional<Numbers> strength = fields.optionalNumbers(name);
        double number = strength.isPresent() ? number(strength.get()) : 0;
        if (number < 0) {
            throw new MalformedFileException(name + ": expected 0 or a positive number, got " + number);
        }
        return number;
    }

    private <T> T choice(String path, T[] choices, Optional<T> usual) throws IOException {
        Optional<Word> word = fields.word(path);
        if (word.isEmpty() && usual.isPresent()) {
            return usual.get();
        }
        String spelled = word.map(GradientFileReader::spelled).orElse("");
        return Stream.of(choices)
                .filter(choice -> spelled(choice.toString()).equals(spelled))
                .findFirst()
                .orElseThrow(() -> new MalformedFileException(path + ": expected one of "
                        + Stream.of(choices)
                                .map(choice -> spelled(choice.toString()))
                                .collect(Collectors.joining(", "))
                        + ", got " + word.map(Word::description).orElse("none")));
    }

    private static String spelled(Word word) {
        return spelled(word.text());
    }

    private static String spelled(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static double number(Numbers single) throws MalformedFileException {
        if (single.data().length != 1) {
            throw new MalformedFileException(single.path() + ": expected one number, got " + single.description());
        }
        return finite(single).data()[0];
    }

    private static Numbers finite(Numbers numbers) throws MalformedFileException {
        for (int i = 0; i < numbers.data().length; i++) {
            if (!Double.isFinite(numbers.data()[i])) {
                throw new MalformedFileException(numbers.path() + ": expected finite numbers, got " + numbers.data()[i]
                        + " as number " + (i + 1) + " of " + numbers.data().length);
            }
        }
        return numbers;
    }

    /**
     * What digits a group of given numbers may have lost. One that shows fewer than the gradient computed from it, as
     * data to a tenth do, or numbers typed by hand, is what it says; one digit less may be a last 0 that was dropped.
     */
    private static Digits lost(Digits group, Digits gradient) {
        boolean isCutAlike =
                group.significant() + 1 >= gradient.significant() || group.decimals() >= gradient.decimals();
        return isCutAlike && gradient.decimals() > 0 ? group : Digits.EXACT;
    }

    private static Digits digits(List<Numbers> arrays) {
        return arrays.stream().map(Numbers::digits).reduce(Digits.EXACT, Digits::and);
    }

    private static double[] joined(List<Numbers> arrays) {
        return arrays.stream()
                .flatMapToDouble(array -> Arrays.stream(array.data()))
                .toArray();
    }
}
