package twingrad.compare.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twingrad.compare.bench.MatrixProduct.Kind;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Recipe;
import twingrad.tensor.Workers;

/** All rows, in the order in which they are shown. */
public final class Rows {

    /** The two networks that are measured, from the inputs on. */
    private static final List<List<Integer>> NETWORKS = List.of(List.of(784, 128, 10), List.of(784, 512, 256, 10));

    /** Products all of whose dimensions are at least this have room for the kernels to show what they can. */
    private static final int LARGE = 128;

    private final int most;
    private final int[] counts;
    private final List<Row> rows = new ArrayList<>();

    private Rows(int most) {
        this.most = most;
        counts = IntStream.of(1, most).distinct().toArray();
    }

    /**
     * The rows for one thread and for so many.
     *
     * @param threads 1 or more
     * @param secondsTo97 trains 784-128-10 in a new process with so many threads, and gives the seconds from its start
     *     until 97 % of the test set were right
     */
    public static List<Row> of(int threads, IntToDoubleFunction secondsTo97) {
        var all = new Rows(threads);
        all.machine();
        all.coldStart(secondsTo97);
        NETWORKS.forEach(all::epochs);
        all.tiny();
        all.scalar();
        all.memory();
        NETWORKS.forEach(all::products);
        return List.copyOf(all.rows);
    }

    private void machine() {
        for (int n : counts) {
            add("peak/" + n, "fused multiply-adds on registers alone", true, new ProcessorPeak(n));
        }
        for (int n : counts) {
            add("bandwidth/" + n, "a = b + s·c, 64 MB each", n == most, new MemoryBandwidth(n));
        }
    }

    private void coldStart(IntToDoubleFunction secondsTo97) {
        for (int n : counts) {
            add("to97/784-128-10/sgd/" + n, "process start to 97 % of the test set", n == most, effort -> {
                double[] seconds = IntStream.range(0, (effort.least() + 1) / 2)
                        .mapToDouble(run -> secondsTo97.applyAsDouble(n))
                        .toArray();
                return Figure.of(Spread.of(seconds), "s");
            });
        }
    }

    private void epochs(List<Integer> widths) {
        List<Integer> hidden = widths.subList(1, widths.size() - 1);
        for (OptimizerKind optimizer : List.of(OptimizerKind.SGD, OptimizerKind.ADAM)) {
            boolean quick = (optimizer == OptimizerKind.SGD) == (hidden.size() == 1);
            for (int n : counts) {
                add("epoch/" + name(widths) + "/" + optimizer + "/" + n, "60,000 digits, batch 128", quick, effort -> {
                    Workers.threads(n);
                    return Figure.of(new Stopwatch(effort).seconds(new DigitTraining(hidden, optimizer)), "s/epoch");
                });
            }
        }
    }

    private void tiny() {
        for (int batch : new int[] {1, 100}) {
            add("step/2-16-16-1/batch-" + batch + "/1", "forward, backward, update", true, effort -> {
                Workers.threads(1);
                Spread seconds = new Stopwatch(effort).seconds(new TinyTraining(batch));
                return Figure.of(seconds.map(s -> s * 1e6), "µs/step");
            });
        }
    }

    private void scalar() {
        add("scalar/2-16-16-1/1", "100 moons, forward and backward", true, new ScalarNodes());
    }

    private void memory() {
        for (List<Integer> widths : NETWORKS) {
            List<Integer> hidden = widths.subList(1, widths.size() - 1);
            OptimizerKind optimizer = hidden.size() == 1 ? OptimizerKind.SGD : OptimizerKind.ADAM;
            var memory = new StepMemory(() -> new DigitTraining(hidden, optimizer), DigitTraining.STEPS);
            add("memory/" + name(widths) + "/" + optimizer + "/1", "allocated by a step, batch 128", false, memory);
        }
        add("memory/2-16-16-1/batch-1/1", "allocated by a step", true, new StepMemory(() -> new TinyTraining(1), 1));
    }

    /** The products of a training step: forward, backward to the weights and, after the first layer, to the inputs. */
    private void products(List<Integer> widths) {
        int m = Recipe.BATCH;
        for (int l = 0; l + 1 < widths.size(); l++) {
            int i = widths.get(l);
            int o = widths.get(l + 1);
            String x = l == 0 ? "X" : "A" + (l - 1);
            String indexed = Integer.toString(l);
            product(widths, "Z" + indexed, x + "·W" + indexed + "ᵀ", m, i, o, Kind.TRANS_B);
            product(widths, "dW" + indexed, "dZ" + indexed + "ᵀ·" + x, o, m, i, Kind.TRANS_A);
            if (l > 0) {
                product(widths, "d" + x, "dZ" + indexed + "·W" + indexed, m, o, i, Kind.PLAIN);
            }
        }
    }

    private void product(List<Integer> widths, String result, String formula, int m, int k, int n, Kind kind) {
        boolean large = Math.min(m, Math.min(k, n)) >= LARGE;
        for (int threads : counts) {
            add(
                    "product/" + name(widths) + "/" + result + "/" + threads,
                    "%s, %dx%d·%dx%d".formatted(formula, m, k, k, n),
                    large && threads == 1,
                    new MatrixProduct(m, k, n, kind, threads));
        }
    }

    private void add(String name, String what, boolean quick, Measurement measurement) {
        rows.add(new Row(name, what, quick, measurement));
    }

    private static String name(List<Integer> widths) {
        return widths.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }
}
