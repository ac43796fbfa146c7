package twingrad.compare.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Block;
import twingrad.compare.BlockComparison;
import twingrad.compare.CheckReport;
import twingrad.compare.Loss;
import twingrad.compare.LossAndGradient;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;

/** A network, θ and a batch of which gradient files are written. */
record GradientFiles(Network network, double[] theta, Batch batch) {

    /** One hidden layer, nothing square, five samples, biases that are not 0. */
    static GradientFiles of(Activation hidden, Loss loss, int outputs, long seed) {
        var network = Network.of(List.of(2, 3, outputs), hidden, loss);
        var random = new Random(seed);
        double[] theta = network.draw(new Seeds(seed));
        for (Block block : network.blocks()) {
            for (int i = block.offset(); i < block.end(); i++) {
                theta[i] += 0.1 * random.nextGaussian();
            }
        }
        double[] inputs = random.doubles(10, -1, 1).toArray();
        double[] targets = loss == Loss.MEAN_SQUARED_ERROR
                ? random.doubles(5L * outputs).toArray()
                : loss.targets(random.ints(5, 0, Math.max(2, outputs)).toArray(), outputs);
        return new GradientFiles(network, theta, new Batch(5, inputs, targets));
    }

    static GradientFiles classifier() {
        return of(Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY, 4, 1);
    }

    /** A witness's answer as JSON. */
    String text(Witness witness, Layout layout) {
        return text(witness, layout, UnaryOperator.identity());
    }

    /** A witness's answer as JSON, its gradient spoiled. */
    String text(Witness witness, Layout layout, UnaryOperator<double[]> fault) {
        LossAndGradient answer = witness.evaluate(network, theta, batch);
        var told =
                new LossAndGradient(answer.loss(), fault.apply(answer.gradient().clone()));
        return GradientFileText.of(network, theta, batch, told, layout);
    }

    /** A fault that scales one block. */
    UnaryOperator<double[]> scaling(Block block, double factor) {
        return gradient -> {
            for (int i = block.offset(); i < block.end(); i++) {
                gradient[i] *= factor;
            }
            return gradient;
        };
    }

    /** Every number of a text in another format. */
    static String reformatted(String text, String format) {
        return Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?")
                .matcher(text)
                .replaceAll(number -> String.format(Locale.ROOT, format, Double.parseDouble(number.group())));
    }

    static Path write(Path folder, String text) {
        try {
            return Files.writeString(folder.resolve("mine.json"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GradientFile read(Path folder, String text) {
        return GradientFile.read(write(folder, text), Layout.USUAL);
    }

    /** The file's blocks of a report. */
    static List<BlockComparison> blocks(CheckReport report) {
        return report.blocks().stream().filter(GradientFile::isOfFile).toList();
    }

    /** The names of the file's blocks that disagree. */
    static List<String> accused(CheckReport report) {
        return blocks(report).stream()
                .filter(block -> block.verdict() == Verdict.DISAGREE)
                .map(BlockComparison::name)
                .toList();
    }
}
