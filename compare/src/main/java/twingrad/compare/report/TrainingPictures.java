package twingrad.compare.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import twingrad.compare.Network;
import twingrad.compare.data.Splits;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.ClassProbabilities;
import twingrad.compare.training.Confusion;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.Learner;
import twingrad.datasets.Dataset;
import twingrad.datasets.ImageSize;

/**
 * The pictures of a training, each where there is something to see: its history, its learning rate if it changed, its
 * gradient norms, the decision boundary over two inputs, the confusion matrix of the test set, and, of images, the
 * most wrong ones and the first layer's weights.
 */
public final class TrainingPictures {

    /** Samples whose outputs are computed at a time. */
    private static final int ROWS = 1000;

    private final String name;
    private final Architecture model;
    private final Learner learner;
    private final List<EpochReport> reports;
    private final Splits splits;
    private final Map<String, Picture> pictures = new LinkedHashMap<>();

    /**
     * Draws them.
     *
     * @param name of the data: titles and files' names begin with it
     * @param model what was trained
     * @param learner the model as it is now
     * @param reports of the epochs so far; without one there is no history
     * @param splits what it was trained and tested on
     */
    public TrainingPictures(
            String name, Architecture model, Learner learner, List<EpochReport> reports, Splits splits) {
        this.name = name;
        this.model = model;
        this.learner = learner;
        this.reports = List.copyOf(reports);
        this.splits = splits;
        if (!reports.isEmpty()) {
            drawEpochs();
        }
        drawBoundary();
        if (splits.test().size() > 0) {
            drawTest(outputs(splits.test()));
        }
        splits.imageSize().ifPresent(this::drawWeights);
    }

    /** All of them. */
    public List<Picture> pictures() {
        return List.copyOf(pictures.values());
    }

    /** Writes them into a folder as {@code NAME-history.png} and so on; the files. */
    public List<Path> save(Path folder) {
        var files = new ArrayList<Path>();
        pictures.forEach((what, picture) -> {
            Path file = folder.resolve(name + "-" + what + ".png");
            picture.save(file);
            files.add(file);
        });
        return files;
    }

    private void drawEpochs() {
        pictures.put("history", HistoryChart.of(name + ": " + model.description(), reports));
        if (reports.stream().mapToDouble(EpochReport::learningRate).distinct().count() > 1) {
            pictures.put("learning-rate", LearningRateChart.of(name + ": learning rate", reports));
        }
        List<String> layers = layers();
        if (reports.stream().allMatch(report -> report.gradientNorms().size() == layers.size())) {
            pictures.put(
                    "gradient-norms",
                    GradientNormChart.of(
                            name + ": gradient of each layer on each epoch's last batch", reports, layers));
        }
    }

    /** Each layer's name with its weight's shape: {@code layers.0 (128x784)}. */
    private List<String> layers() {
        var layers = new ArrayList<String>();
        model.shapes().forEach((block, shape) -> {
            if (block.endsWith(".weight")) {
                String shown = shape.stream()
                        .map(String::valueOf)
                        .reduce((a, b) -> a + "x" + b)
                        .orElseThrow();
                layers.add(block.substring(0, block.length() - ".weight".length()) + " (" + shown + ")");
            }
        });
        return layers;
    }

    private void drawBoundary() {
        Optional<Network> network = model.network();
        if (network.isPresent() && BoundaryChart.canDraw(splits.train())) {
            var panel = new BoundaryChart.Panel(learner.name(), network.orElseThrow(), learner::outputs);
            pictures.put(
                    "boundary",
                    BoundaryChart.picture(name + ": decision boundary and training samples", splits, List.of(panel)));
        }
    }

    private double[] outputs(Dataset data) {
        double[] all = {};
        for (int from = 0; from < data.size(); from += ROWS) {
            Dataset part = data.slice(from, Math.min(from + ROWS, data.size()));
            var inputs = new double[part.size() * part.features()];
            for (int row = 0; row < part.size(); row++) {
                part.copyInputs(row, inputs, row * part.features());
            }
            double[] outputs = learner.outputs(part.size(), inputs);
            int units = outputs.length / part.size();
            if (from == 0) {
                all = new double[data.size() * units];
            }
            System.arraycopy(outputs, 0, all, from * units, outputs.length);
        }
        return all;
    }

    private void drawTest(double[] outputs) {
        Dataset test = splits.test();
        Confusion confusion = confusion(test, outputs);
        int right = (int) Math.round(confusion.accuracy().orElse(0) * test.size());
        String found = String.format(
                Locale.ROOT,
                "%s: %,d of %,d test samples right (%.1f %%)",
                name,
                right,
                test.size(),
                100.0 * right / test.size());
        pictures.put("confusion", ConfusionChart.of(found, confusion, splits.classNames()));
        if (splits.imageSize().isPresent()) {
            ClassProbabilities.of(model, test.size(), outputs)
                    .ifPresent(probabilities -> pictures.put(
                            "most-wrong",
                            MostWrong.of(
                                    name + ": the test images whose class it found least probable",
                                    test,
                                    probabilities,
                                    splits.classNames(),
                                    splits.imageSize().orElseThrow(),
                                    splits.standardization())));
        }
    }

    private Confusion confusion(Dataset data, double[] outputs) {
        int units = outputs.length / data.size();
        var labels = new int[data.size()];
        var predicted = new int[data.size()];
        for (int row = 0; row < data.size(); row++) {
            labels[row] = data.label(row);
            predicted[row] = predicted(outputs, row, units);
        }
        return Confusion.of(data.classes(), labels, predicted);
    }

    private int predicted(double[] outputs, int row, int units) {
        return model.network()
                .map(network -> network.predict(outputs, row * units))
                .orElseGet(() -> largest(outputs, row * units, units));
    }

    private static int largest(double[] outputs, int from, int units) {
        int best = 0;
        for (int unit = 1; unit < units; unit++) {
            best = outputs[from + unit] > outputs[from + best] ? unit : best;
        }
        return best;
    }

    /** The first layer's weights: of each unit a number a pixel, or a window of a convolution. */
    private void drawWeights(ImageSize images) {
        List<Integer> shape = model.shapes().values().iterator().next();
        int units = shape.get(0);
        ImageSize size = shape.size() == 4 ? new ImageSize(shape.get(2), shape.get(3)) : images;
        double[] theta = learner.theta();
        var weight = new double[units * size.pixels()];
        System.arraycopy(theta, 0, weight, 0, weight.length);
        pictures.put("weights", WeightImages.of(name + ": weights of the first layer", weight, units, size));
    }
}
