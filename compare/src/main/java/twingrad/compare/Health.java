package twingrad.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twingrad.datasets.Dataset;
import twingrad.tensor.Layer;

/**
 * How a network fared in a training, whatever its loss says: a wrong gradient may still train.
 *
 * @param frozen blocks of which not one parameter ever changed
 * @param inactive ReLU units that no sample turns on
 * @param notFinite the first number that was none
 * @param gradientNorms ‖dJ/d(W, b)‖ of each layer at the end, on so many samples
 * @param samples on which units and norms were measured: the first ones of the training set, so that it is soon done
 */
public record Health(
        List<String> frozen,
        List<Inactive> inactive,
        Optional<NotFinite> notFinite,
        List<Double> gradientNorms,
        int samples) {

    /** Most samples times parameters to measure on: a fraction of a second. */
    private static final long MOST_WORK = 50_000_000;

    public Health {
        frozen = List.copyOf(frozen);
        inactive = List.copyOf(inactive);
        gradientNorms = List.copyOf(gradientNorms);
    }

    /**
     * Units of one layer that are never active.
     *
     * @param layer counted from 0
     * @param units counted from 0
     * @param of how many the layer has
     */
    public record Inactive(int layer, List<Integer> units, int of) {
        public Inactive {
            units = List.copyOf(units);
        }
    }

    /**
     * The first number of a training that is not finite.
     *
     * @param step of the optimizer, counted from 1
     * @param where the op that made it and the entry
     */
    public record NotFinite(long step, String where) {}

    /** How many samples a network's health is measured on, of those there are. */
    static int samples(Network network, int available) {
        return (int) Math.max(1, Math.min(available, MOST_WORK / network.parameterCount()));
    }

    /**
     * After a training from θ {@code before} to θ {@code after}; where nothing changed at all, as without a step, no
     * block is called frozen. Neither array is modified.
     *
     * @param batch samples of the training, see {@link #samples}
     * @param notFinite the first number that was none, as the training met it
     */
    public static Health of(
            Network network, double[] before, double[] after, Batch batch, Optional<NotFinite> notFinite) {
        boolean moved = !Arrays.equals(before, after);
        boolean finite = Arrays.stream(after).allMatch(Double::isFinite);
        return new Health(
                moved ? frozen(network, before, after) : List.of(),
                finite ? inactive(network, after, batch) : List.of(),
                notFinite.or(() -> firstNotFinite(network, after)),
                finite ? gradientNorms(network, after, batch) : List.of(),
                batch.rows());
    }

    /** The same, measured on the first samples of the training set. */
    public static Health of(
            Network network, double[] before, double[] after, Dataset train, Optional<NotFinite> notFinite) {
        Dataset samples = train.slice(0, samples(network, train.size()));
        return of(network, before, after, Batch.of(samples, network), notFinite);
    }

    /** The same for a model that is no {@link Network}: its blocks and whether they are finite. */
    public static Health of(Layer model, double[] before, double[] after, Optional<NotFinite> notFinite) {
        boolean moved = !Arrays.equals(before, after);
        var frozen = new ArrayList<String>();
        var found = notFinite;
        int from = 0;
        for (var named : model.namedParameters().entrySet()) {
            int to = from + named.getValue().shape().size();
            if (moved && Arrays.equals(before, from, to, after, from, to)) {
                frozen.add(named.getKey());
            }
            if (found.isEmpty() && !Arrays.stream(after, from, to).allMatch(Double::isFinite)) {
                found = Optional.of(new NotFinite(0, named.getKey()));
            }
            from = to;
        }
        return new Health(frozen, List.of(), found, List.of(), 0);
    }

    /** The blocks whose bits are the same in both; of the same θ, all. */
    public static List<String> frozen(Network network, double[] before, double[] after) {
        return network.blocks().stream()
                .filter(block -> Arrays.equals(before, block.offset(), block.end(), after, block.offset(), block.end()))
                .map(Block::name)
                .toList();
    }

    private static List<Inactive> inactive(Network network, double[] parameters, Batch batch) {
        Textbook pass = Textbook.forward(network, parameters, batch);
        var inactive = new ArrayList<Inactive>();
        for (int layer = 0; layer < network.layers(); layer++) {
            if (network.activations().get(layer) == Activation.RELU) {
                int width = network.widths().get(layer + 1);
                double[] z = pass.preactivations(layer);
                List<Integer> units = IntStream.range(0, width)
                        .filter(unit -> IntStream.range(0, batch.rows()).noneMatch(row -> z[row * width + unit] > 0))
                        .boxed()
                        .toList();
                if (!units.isEmpty()) {
                    inactive.add(new Inactive(layer, units, width));
                }
            }
        }
        return inactive;
    }

    private static List<Double> gradientNorms(Network network, double[] parameters, Batch batch) {
        double[] gradient =
                new TextbookWitness().evaluate(network, parameters, batch).gradient();
        List<Block> blocks = network.blocks();
        return IntStream.range(0, network.layers())
                .mapToObj(layer -> Norm.of(Arrays.copyOfRange(
                        gradient,
                        blocks.get(2 * layer).offset(),
                        blocks.get(2 * layer + 1).end())))
                .toList();
    }

    /** Of a last update that no loss was computed with. */
    private static Optional<NotFinite> firstNotFinite(Network network, double[] parameters) {
        return network.blocks().stream()
                .flatMap(block -> IntStream.range(block.offset(), block.end())
                        .filter(entry -> !Double.isFinite(parameters[entry]))
                        .mapToObj(entry -> block.name()
                                + block.index(entry - block.offset()).toString().replace(" ", "") + " = "
                                + parameters[entry]))
                .findFirst()
                .map(where -> new NotFinite(0, where));
    }

    /** What is to be said, one a line: the gradient's norms, of every network, and what is wrong with this one. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        if (!gradientNorms.isEmpty()) {
            lines.add("gradient norm by layer, on the first " + samples + " training samples: "
                    + gradientNorms.stream()
                            .map(norm -> String.format(Locale.ROOT, "%.2g", norm))
                            .collect(Collectors.joining(", ")));
        }
        lines.addAll(warnings());
        return lines;
    }

    /** What is wrong, one a line. */
    public List<String> warnings() {
        var lines = new ArrayList<String>();
        if (!frozen.isEmpty()) {
            lines.add("NEVER UPDATED: " + String.join(", ", frozen));
        }
        for (Inactive layer : inactive) {
            lines.add("never active in layer " + layer.layer() + ": "
                    + layer.units().size() + " of " + layer.of()
                    + " units: "
                    + layer.units().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        notFinite.ifPresent(first -> lines.add("NOT FINITE first at "
                + (first.step() == 0 ? "the last update" : "step " + first.step()) + ": " + first.where()));
        return lines;
    }
}
