package twingrad.compare.files;

import java.util.List;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.files.Field.Numbers;

/**
 * Brings a file's targets to the loss's coding, (samples x T) row-major: flat or as rows (or columns, if the layout
 * says so), and for softmax class numbers or one-hot rows.
 *
 * @param layout where a sample lies
 * @param network what they are targets for
 * @param samples m
 */
record Targets(Layout layout, Network network, int samples) {

    Numbers read(Numbers targets) throws MalformedFileException {
        Numbers shaped = shaped(targets);
        if (network.loss() == Loss.SOFTMAX_CROSS_ENTROPY && shaped.columns() > 1) {
            shaped = classes(shaped);
        }
        for (int i = 0; i < shaped.data().length; i++) {
            requireCoded(shaped, i);
        }
        return shaped;
    }

    /** Targets (samples x T), or one-hot (samples x outputs). */
    private Numbers shaped(Numbers targets) throws MalformedFileException {
        int columns = network.loss().targetColumns(network.outputs());
        int outputs = network.outputs();
        List<Integer> shape = targets.shape();
        boolean isLine = shape.size() < 2 || targets.rows() == 1 || targets.columns() == 1;
        if (isLine && targets.data().length == samples * columns) {
            return targets.reshaped(samples, columns);
        }
        boolean isOneHot = network.loss() == Loss.SOFTMAX_CROSS_ENTROPY;
        if (isLine && isOneHot && samples == 1 && targets.data().length == outputs) {
            return targets.reshaped(1, outputs);
        }
        Numbers usual = layout.turnsSamples() ? targets.transposed() : targets;
        boolean isMatrix = shape.size() == 2;
        if (isMatrix
                && usual.rows() == samples
                && (usual.columns() == columns || isOneHot && usual.columns() == outputs)) {
            return usual;
        }
        boolean wouldFit = isMatrix && usual.columns() == samples && usual.rows() == outputs;
        throw new MalformedFileException(targets.path() + ": expected " + columns + " for each of " + samples
                + " samples, got " + targets.description() + (wouldFit ? ArrayShapes.remedyForSamples(layout) : ""));
    }

    private Numbers classes(Numbers oneHot) throws MalformedFileException {
        var classes = new double[samples];
        for (int row = 0; row < samples; row++) {
            int hot = 0;
            int others = 0;
            for (int column = 0; column < oneHot.columns(); column++) {
                double y = oneHot.data()[row * oneHot.columns() + column];
                hot += y == 1 ? 1 : 0;
                others += y == 0 || y == 1 ? 0 : 1;
                classes[row] = y == 1 ? column : classes[row];
            }
            if (hot != 1 || others > 0) {
                throw new MalformedFileException(oneHot.path() + ": expected class numbers, or a 1 and else 0s for each"
                        + " sample, got " + hot + " 1s and " + others + " other numbers in sample " + row);
            }
        }
        return new Numbers(oneHot.path(), List.of(samples, 1), classes, oneHot.digits());
    }

    private void requireCoded(Numbers targets, int i) throws MalformedFileException {
        double y = targets.data()[i];
        Loss loss = network.loss();
        int last = network.outputs() - 1;
        boolean coded = switch (loss) {
            case SOFTMAX_CROSS_ENTROPY -> y >= 0 && y <= last && y == (int) y;
            case BINARY_CROSS_ENTROPY -> y >= 0 && y <= 1;
            case MEAN_SQUARED_ERROR -> true;
            case HINGE -> y == -1 || y == 1;
        };
        if (!coded) {
            String expected = switch (loss) {
                case SOFTMAX_CROSS_ENTROPY -> "class numbers from 0 to " + last;
                case BINARY_CROSS_ENTROPY -> "0 or 1";
                case MEAN_SQUARED_ERROR -> "numbers";
                case HINGE -> "-1 or 1";
            };
            throw new MalformedFileException(targets.path() + ": expected " + expected + " for " + loss + ", got "
                    + Numbers.shown(y) + " for sample " + i / targets.columns() + remedy(loss, y));
        }
    }

    private String remedy(Loss loss, double y) {
        return switch (loss) {
            case SOFTMAX_CROSS_ENTROPY -> y == network.outputs() ? "; if the classes count from 1, subtract 1" : "";
            case BINARY_CROSS_ENTROPY -> y == -1 ? "; for -1 and 1, take (y+1)/2" : "";
            case MEAN_SQUARED_ERROR -> "";
            case HINGE -> y == 0 ? "; for 0 and 1, take 2y-1" : "";
        };
    }
}
