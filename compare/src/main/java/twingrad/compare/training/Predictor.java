package twingrad.compare.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import twingrad.datasets.Dataset;

/** A trained model in use: classes of samples that it has not seen, as they come, before any standardization. */
public final class Predictor {

    /** Samples at a time, so that many do not fill the memory. */
    private static final int TOGETHER = 1_000;

    private final Architecture model;
    private final Provenance provenance;
    private final Learner learner;

    /** The model as a checkpoint has it. */
    public Predictor(Checkpoint checkpoint) {
        model = checkpoint.model();
        provenance = checkpoint.provenance();
        // A learner wants samples to learn from; this one is never asked to.
        Dataset none = Dataset.of("none", new double[1][model.inputs()], new int[1], classes());
        LearnedState state = LearnedState.fresh(checkpoint.state().theta());
        learner = model.learner(checkpoint.engine(), checkpoint.routine(), none, state);
    }

    /**
     * What a model says of a sample.
     *
     * @param label the class, counted from 0
     * @param name the class's name
     * @param probabilities of each class; empty where the model's loss makes none of its outputs
     */
    public record Prediction(int label, String name, List<Double> probabilities) {

        public Prediction {
            probabilities = List.copyOf(probabilities);
        }
    }

    /** Features of a sample. */
    public int features() {
        return model.inputs();
    }

    /** How many classes there are. */
    public int classes() {
        return Math.max(2, model.outputs());
    }

    /** A class's name; its number where it has none. */
    public String className(int label) {
        List<String> names = provenance.classNames();
        return label < names.size() ? names.get(label) : String.valueOf(label);
    }

    /** What the model says of each row (n x features). Not modified. IllegalArgumentException for other widths. */
    public List<Prediction> predict(double[][] rows) {
        return IntStream.range(0, (rows.length + TOGETHER - 1) / TOGETHER)
                .mapToObj(
                        part -> Arrays.copyOfRange(rows, part * TOGETHER, Math.min(rows.length, (part + 1) * TOGETHER)))
                .flatMap(part -> predictTogether(part).stream())
                .toList();
    }

    private List<Prediction> predictTogether(double[][] rows) {
        var inputs = new double[rows.length * features()];
        for (int row = 0; row < rows.length; row++) {
            double[] sample = rows[row].clone();
            if (sample.length != features()) {
                throw new IllegalArgumentException(
                        "predict: expected " + features() + " features, got " + sample.length);
            }
            provenance.standardization().ifPresent(standardization -> standardization.applyInPlace(sample));
            System.arraycopy(sample, 0, inputs, row * features(), features());
        }
        double[] outputs = learner.outputs(rows.length, inputs);
        Optional<double[]> probabilities = ClassProbabilities.of(model, rows.length, outputs);
        return IntStream.range(0, rows.length)
                .mapToObj(row -> prediction(row, outputs, probabilities))
                .toList();
    }

    private Prediction prediction(int row, double[] outputs, Optional<double[]> probabilities) {
        int label = model.network()
                .map(network -> network.predict(outputs, row * model.outputs()))
                .orElseGet(() -> largest(outputs, row * model.outputs()));
        List<Double> ofEach = probabilities
                .map(all -> Arrays.stream(all, row * classes(), (row + 1) * classes())
                        .boxed()
                        .toList())
                .orElse(List.of());
        return new Prediction(label, className(label), ofEach);
    }

    private int largest(double[] outputs, int from) {
        int best = 0;
        for (int unit = 1; unit < model.outputs(); unit++) {
            best = outputs[from + unit] > outputs[from + best] ? unit : best;
        }
        return best;
    }
}
