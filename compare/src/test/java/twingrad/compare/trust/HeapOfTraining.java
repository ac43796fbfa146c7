package twingrad.compare.trust;

import java.lang.ref.Reference;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import twingrad.tensor.Adam;
import twingrad.tensor.Losses;
import twingrad.tensor.Mlp;
import twingrad.tensor.Precision;
import twingrad.tensor.Reduction;
import twingrad.tensor.Tensor;
import twingrad.tensor.Trainer;

/** Trains for some time and prints the heap that is in use after collection; a main class, to be run in a JVM alone. */
final class HeapOfTraining {

    private HeapOfTraining() {}

    /**
     * Prints bytes, a line each time.
     *
     * @param arguments the batch's samples, the widths with commas, how often, seconds between
     */
    public static void main(String[] arguments) {
        int batch = Integer.parseInt(arguments[0]);
        List<Integer> widths =
                Stream.of(arguments[1].split(",")).map(Integer::valueOf).toList();
        int inputs = widths.get(0);
        int outputs = widths.get(widths.size() - 1);
        long before = used();
        var model = Mlp.random(
                widths,
                Collections.nCopies(widths.size() - 1, (UnaryOperator<Tensor>) Tensor::relu),
                Precision.FLOAT32,
                new Random(1));
        var trainer = new Trainer(
                model,
                (logits, labels) -> Reduction.MEAN.apply(Losses.softmaxCrossEntropy(logits, labels)),
                new Adam(model.parameters()),
                batch,
                Random::new);
        long epoch = 0;
        for (int time = 0; time < Integer.parseInt(arguments[2]); time++) {
            long end = System.nanoTime() + Long.parseLong(arguments[3]) * 1_000_000_000;
            do {
                trainer.epoch(new MadeUp(batch, inputs, outputs), epoch++, 0.001);
            } while (System.nanoTime() < end);
            System.out.println(used() - before);
        }
        Reference.reachabilityFence(trainer);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
