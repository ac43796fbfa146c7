package twingrad.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.UnaryOperator;
import twingrad.compare.Mutant.Kind;

/** Known bugs that show in a finished gradient, or in the network that was really computed. */
final class ResultMutants {

    /** One block of a healthy gradient, to be spoiled. */
    private record Finished(Network network, Batch batch, Block block, double[] gradient) {

        /** How many losses the mean divides by. */
        double losses() {
            return network.reduction().divisor(network.loss().count(batch.rows(), network.outputs()));
        }

        void scale(double factor) {
            scale(block.offset(), factor);
        }

        void scaleLastRow(double factor) {
            scale(block.end() - columns(), factor);
        }

        private void scale(int from, double factor) {
            for (int i = from; i < block.end(); i++) {
                gradient[i] *= factor;
            }
        }

        /** Each entry gets what stands at another place of the block. */
        void move(IntBinaryOperator from) {
            double[] healthy = Arrays.copyOfRange(gradient, block.offset(), block.end());
            for (int place = 0; place < healthy.length; place++) {
                gradient[block.offset() + place] = healthy[from.applyAsInt(place / columns(), place % columns())];
            }
        }

        /** The gradient of the bias one layer below, where it has as many entries. */
        void copyBiasBelow() {
            List<Block> blocks = network.blocks();
            int below = blocks.indexOf(block) - 2;
            if (below >= 0 && blocks.get(below).size() == block.size()) {
                System.arraycopy(gradient, blocks.get(below).offset(), gradient, block.offset(), block.size());
            }
        }

        int rows() {
            return block.shape().get(0);
        }

        int columns() {
            return block.isWeight() ? block.shape().get(1) : 1;
        }
    }

    /** Which block is spoiled. */
    private interface Place {
        Place FIRST_WEIGHT = blocks -> blocks.get(0);
        Place FIRST_BIAS = blocks -> blocks.get(1);
        Place SECOND_BIAS = blocks -> blocks.get(Math.min(3, blocks.size() - 1));
        Place LAST_WEIGHT = blocks -> blocks.get(blocks.size() - 2);
        Place LAST_BIAS = blocks -> blocks.get(blocks.size() - 1);
        Place SQUARE_WEIGHT = blocks -> blocks.stream()
                .filter(block -> block.isWeight()
                        && block.shape().get(0).equals(block.shape().get(1)))
                .findFirst()
                .orElse(blocks.get(0));

        Block in(List<Block> blocks);
    }

    /** What is done to it. */
    private interface Spoiler {
        void spoil(Finished finished);
    }

    static final List<Mutant> ALL = List.of(
            spoiled(
                    "missing-mean-in-last-bias",
                    "the last bias gradient is not divided by m",
                    "a published write-up lost three days to it",
                    Trials.TANH,
                    Place.LAST_BIAS,
                    "factor 7 = m",
                    finished -> finished.scale(finished.losses())),
            spoiled(
                    "mean-twice-in-last-bias",
                    "dZ has the 1/m already, and the bias gradient is a mean once more",
                    "a published write-up asks where to divide by m",
                    Trials.TANH,
                    Place.LAST_BIAS,
                    "factor 0.142857 = 1/m",
                    finished -> finished.scale(1 / finished.losses())),
            spoiled(
                    "twice-in-first-weight",
                    "the ½ of ½(a - y)² is forgotten on one of two paths",
                    "",
                    Trials.SQUARED,
                    Place.FIRST_WEIGHT,
                    "factor 2",
                    finished -> finished.scale(2)),
            spoiled(
                    "half-in-first-bias",
                    "the 2 of (a - y)² is forgotten on one of two paths",
                    "",
                    Trials.SQUARED,
                    Place.FIRST_BIAS,
                    "factor 0.5",
                    finished -> finished.scale(0.5)),
            spoiled(
                    "sign-in-first-weight",
                    "y - a in place of a - y on one of two paths",
                    "",
                    Trials.TANH,
                    Place.FIRST_WEIGHT,
                    "factor -1",
                    finished -> finished.scale(-1)),
            spoiled(
                    "transposed-weight",
                    "dW = Aᵀ·dZ in place of dZᵀ·A on a square layer, where the shapes do not object",
                    "",
                    Trials.TANH,
                    Place.SQUARE_WEIGHT,
                    "transposed",
                    finished -> finished.move((row, column) -> column * finished.rows() + row)),
            spoiled(
                    "column-shifted",
                    "an index counts the bias as column 0, so that each weight gets its neighbor's gradient",
                    "",
                    Trials.TANH,
                    Place.FIRST_WEIGHT,
                    "shifted: each column stands one later",
                    finished -> finished.move(
                            (row, column) -> row * finished.columns() + Math.floorMod(column - 1, finished.columns()))),
            spoiled(
                    "row-shifted",
                    "labels count from 1, units from 0: each unit gets the gradient of the one before",
                    "",
                    Trials.TANH,
                    Place.LAST_WEIGHT,
                    "shifted: each row stands one later",
                    finished -> finished.move(
                            (row, column) -> Math.floorMod(row - 1, finished.rows()) * finished.columns() + column)),
            spoiled(
                    "bias-of-another-layer",
                    "two layers of one width share an array for their bias gradients",
                    "",
                    Trials.TANH,
                    Place.SECOND_BIAS,
                    "the gradient of layers.0.bias",
                    Finished::copyBiasBelow),
            spoiled(
                    "first-layer-detached",
                    "no gradient reaches the first weight: its array is made and never written",
                    "",
                    Trials.TANH,
                    Place.FIRST_WEIGHT,
                    "all zero",
                    finished -> finished.scale(0)),
            spoiled(
                    "last-unit-left-out",
                    "a loop over the units ends one early, and the last one's weights get nothing",
                    "",
                    Trials.TANH,
                    Place.SQUARE_WEIGHT,
                    "only row 3",
                    finished -> finished.scaleLastRow(0)),
            spoiled(
                    "zero-times-infinity",
                    "one entry is 0·∞, as beside a logarithm at 0",
                    "",
                    Trials.TANH,
                    Place.LAST_BIAS,
                    "not finite",
                    finished -> finished.scaleLastRow(Double.NaN)),
            elsewhere(
                    "relu-for-leaky-relu",
                    "forward and backward both take ReLU: they fit each other, and difference quotients of that loss",
                    Trials.LEAKY_RELU,
                    ResultMutants::withRelu),
            elsewhere(
                    "sum-for-mean",
                    "forward and backward both sum over the samples: they fit each other",
                    Trials.TANH,
                    ResultMutants::summed));

    private ResultMutants() {}

    private static Mutant spoiled(
            String name,
            String description,
            String source,
            Network network,
            Place place,
            String diagnosis,
            Spoiler spoiler) {
        String block = place.in(network.blocks()).name();
        return new Mutant(
                name,
                Kind.RESULT,
                description,
                source,
                network,
                block,
                diagnosis,
                healthy -> new MutantWitness(healthy, (asked, parameters, batch) -> {
                    LossAndGradient answer = healthy.evaluate(asked, parameters, batch);
                    double[] gradient = answer.gradient().clone();
                    spoiler.spoil(new Finished(asked, batch, place.in(asked.blocks()), gradient));
                    return new LossAndGradient(answer.loss(), gradient);
                }));
    }

    private static Mutant elsewhere(String name, String description, Network network, UnaryOperator<Network> other) {
        return new Mutant(
                name,
                Kind.RESULT,
                description,
                "",
                network,
                Trials.LOSS,
                OwnLoss.CONSISTENT,
                healthy -> new MutantWitness(
                        healthy,
                        (asked, parameters, batch) -> healthy.evaluate(other.apply(asked), parameters, batch)));
    }

    private static Network withRelu(Network network) {
        return new Network(
                network.widths(),
                network.activations().stream()
                        .map(activation -> activation == Activation.LEAKY_RELU ? Activation.RELU : activation)
                        .toList(),
                network.loss(),
                network.reduction(),
                network.regularization(),
                network.initialization());
    }

    private static Network summed(Network network) {
        return new Network(
                network.widths(),
                network.activations(),
                network.loss(),
                Reduction.SUM,
                network.regularization(),
                network.initialization());
    }
}
