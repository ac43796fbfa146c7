package twingrad.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Mistakes that show in the two gradients alone: each says what the right one g would have been turned into. */
enum Slip implements Hypothesis {
    /** 0. */
    ZERO {
        @Override
        public List<Prediction> predictions(Evidence evidence) {
            return Arrays.stream(evidence.of(evidence.wrong())).allMatch(g -> g == 0)
                    ? List.of(new Prediction("all zero: no gradient arrives", new double[evidence.right().length]))
                    : List.of();
        }
    },
    /** m·g, g/m, and where the mean is over m·outputs losses, these with it, and their quotient. */
    MEAN {
        @Override
        public List<Prediction> predictions(Evidence evidence) {
            Network network = evidence.network();
            int m = evidence.pass().batch().rows();
            int losses = network.loss().count(m, network.outputs());
            boolean mean = network.reduction() == Reduction.MEAN;
            String divisor = losses == m ? "m" : "m·outputs";
            String inverse = losses == m ? "1/m" : "1/(m·outputs)";
            var predictions = new ArrayList<Prediction>();
            predictions.add(scaled(
                    evidence,
                    losses,
                    " = " + divisor + (mean ? ": the mean's " + inverse + " is missing" : ": multiplied by it")
                            + (losses == 2 ? "; or a 2 too many, or a ½ forgotten" : "")));
            predictions.add(scaled(
                    evidence,
                    1.0 / losses,
                    " = " + inverse
                            + (mean ? ": divided by " + divisor + " once too often" : ": a mean in place of the sum")
                            + (losses == 2 ? "; or a ½ too many, or a 2 forgotten" : "")));
            if (losses != m) {
                predictions.add(scaled(evidence, (double) losses / m, " = outputs: divided by m instead of m·outputs"));
                predictions.add(
                        scaled(evidence, (double) m / losses, " = 1/outputs: divided by outputs once too often"));
            }
            return predictions;
        }
    },
    /** 2·g. */
    TWICE {
        @Override
        public List<Prediction> predictions(Evidence evidence) {
            return List.of(scaled(evidence, 2, ": a 2 too many, or a ½ forgotten"));
        }
    },
    /** g/2. */
    HALF {
        @Override
        public List<Prediction> predictions(Evidence evidence) {
            return List.of(scaled(evidence, 0.5, ": a ½ too many, or a 2 forgotten"));
        }
    },
    /** -g. */
    SIGN {
        @Override
        public List<Prediction> predictions(Evidence evidence) {
            return List.of(scaled(evidence, -1, ": the sign is wrong"));
        }
    },
    /** gᵀ of a weight: of a square one transposed, of another its transpose's numbers row by row. */
    TRANSPOSED {
        @Override
        public List<Prediction> predictions(Evidence evidence) {
            if (!evidence.block().isWeight()) {
                return List.of();
            }
            int rows = evidence.block().shape().get(0);
            int columns = evidence.block().shape().get(1);
            return List.of(moved(
                    evidence,
                    "transposed: rows and columns are swapped",
                    place -> place % rows * columns + place / rows));
        }
    },
    /** g with its rows or columns moved by one, the one that falls out coming in again at the other end. */
    SHIFTED {
        @Override
        public List<Prediction> predictions(Evidence evidence) {
            int rows = evidence.block().shape().get(0);
            int columns = evidence.block().isWeight() ? evidence.block().shape().get(1) : 1;
            String row = evidence.block().isWeight() ? "row" : "entry";
            var predictions = new ArrayList<Prediction>();
            for (int by : new int[] {1, -1}) {
                String end = by == 1 ? "later" : "earlier";
                predictions.add(moved(
                        evidence,
                        "shifted: each " + row + " stands one " + end,
                        place -> Math.floorMod(place - by * columns, rows * columns)));
                predictions.add(moved(
                        evidence,
                        "shifted: each column stands one " + end,
                        place -> place / columns * columns + Math.floorMod(place % columns - by, columns)));
            }
            return predictions;
        }
    },
    /** The g of another block of as many entries. */
    OTHER_BLOCK {
        @Override
        public List<Prediction> predictions(Evidence evidence) {
            return evidence.network().blocks().stream()
                    .filter(other -> !other.equals(evidence.block())
                            && other.size() == evidence.block().size())
                    .map(other -> {
                        double[] gradient = evidence.right().clone();
                        System.arraycopy(
                                evidence.right(),
                                other.offset(),
                                gradient,
                                evidence.block().offset(),
                                other.size());
                        return new Prediction("the gradient of " + other.name(), gradient);
                    })
                    .toList();
        }
    },
    /** k·g, with k = ⟨wrong, g⟩/‖g‖², of at least two entries: one alone is always some multiple. */
    ANY_FACTOR {
        @Override
        public List<Prediction> predictions(Evidence evidence) {
            double[] g = evidence.of(evidence.right());
            if (g.length < 2) {
                return List.of();
            }
            double[] wrong = evidence.of(evidence.wrong());
            double norm = Norm.of(g);
            double factor = 0;
            for (int i = 0; i < g.length; i++) {
                factor += wrong[i] / norm * (g[i] / norm);
            }
            return Math.abs(factor) > NEAR && Math.abs(factor - 1) > NEAR
                    ? List.of(scaled(evidence, factor, ""))
                    : List.of();
        }
    },
    /** g but for one row, one column or one entry, which nothing else explains. */
    ONE_PLACE {
        @Override
        public List<Prediction> predictions(Evidence evidence) {
            Block block = evidence.block();
            int columns = block.isWeight() ? block.shape().get(1) : 1;
            int[] places = Arrays.stream(evidence.entries())
                    .filter(entry ->
                            !(Math.abs(evidence.right()[entry] - evidence.wrong()[entry]) <= evidence.allowed()))
                    .map(entry -> entry - block.offset())
                    .toArray();
            int[] rows = Arrays.stream(places)
                    .map(place -> place / columns)
                    .distinct()
                    .toArray();
            int[] across = Arrays.stream(places)
                    .map(place -> place % columns)
                    .distinct()
                    .toArray();
            String where = places.length == 1
                    ? block.index(places[0]).toString().replace(" ", "")
                    : rows.length == 1 && block.isWeight()
                            ? "row " + rows[0]
                            : across.length == 1 && block.isWeight() ? "column " + across[0] : "";
            boolean tellsApart = evidence.allowed() <= NARROW * Norm.of(evidence.of(evidence.right()));
            boolean apart = tellsApart && !where.isEmpty() && places.length < evidence.entries().length;
            return apart ? List.of(new Prediction("only " + where + " is wrong", evidence.wrong())) : List.of();
        }
    };

    /** How much of a gradient may be rounding where an entry is to be told from a right one beside it. */
    private static final double NARROW = 0.01;

    /** How near to 0 or 1 a factor explains nothing. */
    private static final double NEAR = 1e-4;

    private static Prediction scaled(Evidence evidence, double factor, String words) {
        double[] gradient = Arrays.stream(evidence.right()).map(g -> factor * g).toArray();
        return new Prediction("factor " + number(factor) + words, gradient);
    }

    /** Six digits at most, without zeros at the end: 300, 0.00333333. */
    private static String number(double x) {
        String digits = String.format(Locale.ROOT, "%.6g", x);
        return digits.matches("[^.]*\\.\\d*") ? digits.replaceAll("\\.?0*$", "") : digits;
    }

    /** The block's entry at each place taken from another place. */
    private static Prediction moved(Evidence evidence, String words, IntUnaryOperator from) {
        double[] gradient = evidence.right().clone();
        int offset = evidence.block().offset();
        IntStream.range(0, evidence.block().size())
                .forEach(place -> gradient[offset + place] = evidence.right()[offset + from.applyAsInt(place)]);
        return new Prediction(words, gradient);
    }
}
