package twingrad.compare.bench;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.tensor.NdArray;
import twingrad.tensor.Precision;
import twingrad.tensor.Workers;

/** The loops of a training step, one by one, each with its new result: microseconds a call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {

    private static final int BATCH = 128;

    /** Threads that share the work. */
    @Param({"1", "2"})
    public int threads;

    /** Inputs and outputs of a layer. */
    @Param({"784x128", "784x512", "512x256", "128x10"})
    public String layer;

    private NdArray x;
    private NdArray w;
    private NdArray b;
    private NdArray z;

    @Setup
    public void draw() {
        Workers.threads(threads);
        int inputs = Integer.parseInt(layer.substring(0, layer.indexOf('x')));
        int outputs = Integer.parseInt(layer.substring(layer.indexOf('x') + 1));
        RandomGenerator random = new Seeds(1).generator(Purpose.OPS);
        x = matrix(BATCH, inputs, random);
        w = matrix(outputs, inputs, random);
        b = matrix(1, outputs, random);
        z = matrix(BATCH, outputs, random);
    }

    /** X·Wᵀ: a layer's outputs. */
    @Benchmark
    public NdArray matmulTransB() {
        return x.matmulTransB(w);
    }

    /** Gᵀ·X: the weight's gradient. */
    @Benchmark
    public NdArray matmulTransA() {
        return z.matmulTransA(x);
    }

    /** G·W: the inputs' gradient. */
    @Benchmark
    public NdArray matmul() {
        return z.matmul(w);
    }

    @Benchmark
    public NdArray addBias() {
        return z.add(b);
    }

    @Benchmark
    public NdArray mul() {
        return z.mul(z);
    }

    @Benchmark
    public NdArray maximumWithZero() {
        return z.maximum(0);
    }

    @Benchmark
    public NdArray exp() {
        return z.exp();
    }

    @Benchmark
    public NdArray tanh() {
        return z.tanh();
    }

    @Benchmark
    public NdArray log() {
        return z.log();
    }

    @Benchmark
    public NdArray sumOverTheBatch() {
        return z.sum(0, false);
    }

    @Benchmark
    public NdArray sumOfEachSample() {
        return x.sum(1, false);
    }

    /** Numbers from 0 to 1, so that each has a logarithm. */
    private static NdArray matrix(int rows, int columns, RandomGenerator random) {
        return Precision.FLOAT32.of(random.doubles((long) rows * columns).toArray(), rows, columns);
    }
}
