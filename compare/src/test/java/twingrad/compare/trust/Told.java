package twingrad.compare.trust;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.GrayImage;
import twingrad.compare.data.Samples;
import twingrad.compare.data.Splits;
import twingrad.compare.files.CsvFile;
import twingrad.compare.files.GradientFile;
import twingrad.compare.training.Checkpoint;
import twingrad.datasets.Dataset;

/** What was read as something that {@code equals} tells apart, to the last bit. */
final class Told {
    private Told() {}

    static Object of(Dataset dataset) {
        return IntStream.range(0, dataset.size())
                .mapToObj(row -> {
                    double[] inputs = new double[dataset.features()];
                    dataset.copyInputs(row, inputs, 0);
                    return dataset.label(row) + " " + Arrays.toString(inputs);
                })
                .toList();
    }

    static Object of(Samples samples) {
        return List.of(
                of(samples.samples()),
                samples.test().map(Told::of),
                samples.classNames(),
                samples.imageSize(),
                samples.notes());
    }

    /** The parts of a table; a table may be too small for some. */
    static Object ofSplits(DataChoice choice, Samples samples) {
        try {
            Splits splits = Splits.of(choice, samples);
            return List.of(of(splits.train()), splits.dev().map(Told::of), of(splits.test()));
        } catch (IllegalArgumentException e) {
            HostileReader.requireRefusal(e, IllegalArgumentException.class);
            return e.getMessage();
        }
    }

    static Object of(CsvFile.Inputs inputs) {
        return List.of(Arrays.deepToString(inputs.rows()), inputs.classes());
    }

    static Object of(GradientFile file) {
        return List.of(
                file.network(),
                Arrays.toString(file.parameters()),
                Arrays.toString(file.batch().inputs()),
                Arrays.toString(file.batch().targets()),
                file.answer().loss(),
                Arrays.toString(file.answer().gradient()),
                file.unitRoundoff());
    }

    static Object of(Checkpoint checkpoint) {
        var slots = new TreeMap<String, String>();
        checkpoint.state().slots().forEach((name, numbers) -> slots.put(name, Arrays.toString(numbers)));
        return List.of(
                checkpoint.model(),
                checkpoint.engine(),
                checkpoint.routine(),
                Arrays.toString(checkpoint.state().theta()),
                checkpoint.state().optimizerSteps(),
                slots,
                checkpoint.position(),
                checkpoint.best().map(best -> List.of(best.epoch(), best.devLoss(), Arrays.toString(best.theta()))),
                checkpoint.reports(),
                checkpoint.provenance());
    }

    static Object of(GrayImage image) {
        return List.of(image.width(), image.height(), Arrays.toString(image.brightness()));
    }
}
