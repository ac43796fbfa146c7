package twingrad.compare.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import twingrad.tensor.Workers;

/**
 * Bytes that a training step allocates when it is warm, on one thread, which is the one that is asked.
 *
 * @param training makes what is run
 * @param stepsPerRun steps of one run
 */
record StepMemory(Supplier<Runnable> training, int stepsPerRun) implements Measurement {

    @Override
    public Figure take(Effort effort) {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)
                || !threads.isThreadAllocatedMemorySupported()) {
            throw new IllegalStateException("memory: expected a JVM that counts what a thread allocates, got "
                    + System.getProperty("java.vm.name"));
        }
        Workers.threads(1);
        Runnable run = training.get();
        new Stopwatch(effort).seconds(run);
        double[] kilobytes = new double[effort.least()];
        for (int i = 0; i < kilobytes.length; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run.run();
            kilobytes[i] = (threads.getCurrentThreadAllocatedBytes() - before) * 1e-3 / stepsPerRun;
        }
        return Figure.of(Spread.of(kilobytes), "kB/step");
    }
}
