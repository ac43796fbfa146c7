package twingrad.compare.bench;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.tensor.NdArray;
import twingrad.tensor.Precision;
import twingrad.tensor.Workers;

/**
 * What the same bits cost: a loop of the engine beside one that is free to add in whatever order this machine's lanes
 * suggest and to take the JVM's functions. On one thread, each with its new result: microseconds a call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class SameBitsBenchmark {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int ROWS = 128;

    /** A multiple of every vector's lanes, up to 16. */
    private static final int INPUTS = 784;

    private static final int OUTPUTS = 128;

    private NdArray x;
    private NdArray w;
    private float[] freeX;
    private float[] freeW;

    @Setup
    public void draw() {
        Workers.threads(1);
        RandomGenerator random = new Seeds(1).generator(Purpose.OPS);
        double[] inputs = random.doubles((long) ROWS * INPUTS).toArray();
        double[] weights = random.doubles((long) OUTPUTS * INPUTS).toArray();
        x = Precision.FLOAT32.of(inputs, ROWS, INPUTS);
        w = Precision.FLOAT32.of(weights, OUTPUTS, INPUTS);
        freeX = floats(inputs);
        freeW = floats(weights);
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    @Benchmark
    public NdArray exp() {
        return x.exp();
    }

    /** The vector library that comes with the JVM, other on each kind of processor; each row is whole vectors. */
    @Benchmark
    public float[] expFree() {
        float[] result = new float[freeX.length];
        for (int i = 0; i < result.length; i += LANES.length()) {
            var lanes = FloatVector.fromArray(LANES, freeX, i);
            lanes.lanewise(VectorOperators.EXP).intoArray(result, i);
        }
        return result;
    }

    @Benchmark
    public NdArray tanh() {
        return x.tanh();
    }

    @Benchmark
    public float[] tanhFree() {
        float[] result = new float[freeX.length];
        for (int i = 0; i < result.length; i += LANES.length()) {
            var lanes = FloatVector.fromArray(LANES, freeX, i);
            lanes.lanewise(VectorOperators.TANH).intoArray(result, i);
        }
        return result;
    }

    /** The sum of each row. */
    @Benchmark
    public NdArray sum() {
        return x.sum(1, false);
    }

    /** As many partial sums as four vectors have lanes. */
    @Benchmark
    public float[] sumFree() {
        float[] sums = new float[ROWS];
        int n = LANES.length();
        for (int row = 0; row < ROWS; row++) {
            var s0 = FloatVector.zero(LANES);
            var s1 = s0;
            var s2 = s0;
            var s3 = s0;
            int i = row * INPUTS;
            int end = i + INPUTS;
            for (; i + 4 * n <= end; i += 4 * n) {
                s0 = s0.add(FloatVector.fromArray(LANES, freeX, i));
                s1 = s1.add(FloatVector.fromArray(LANES, freeX, i + n));
                s2 = s2.add(FloatVector.fromArray(LANES, freeX, i + 2 * n));
                s3 = s3.add(FloatVector.fromArray(LANES, freeX, i + 3 * n));
            }
            float sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
            for (; i < end; i++) {
                sum += freeX[i];
            }
            sums[row] = sum;
        }
        return sums;
    }

    /** X·Wᵀ: a layer's outputs. */
    @Benchmark
    public NdArray product() {
        return x.matmulTransB(w);
    }

    /** Lanes along k, where both lie in one piece, so that nothing need be packed: 2 rows by 4 at a time. */
    @Benchmark
    public float[] productFree() {
        float[] c = new float[ROWS * OUTPUTS];
        for (int i = 0; i < ROWS; i += 2) {
            for (int j = 0; j < OUTPUTS; j += 4) {
                block(i, j, c);
            }
        }
        return c;
    }

    private void block(int i, int j, float[] c) {
        var c00 = FloatVector.zero(LANES);
        var c01 = c00;
        var c02 = c00;
        var c03 = c00;
        var c10 = c00;
        var c11 = c00;
        var c12 = c00;
        var c13 = c00;
        for (int p = 0; p < INPUTS; p += LANES.length()) {
            var a0 = FloatVector.fromArray(LANES, freeX, i * INPUTS + p);
            var a1 = FloatVector.fromArray(LANES, freeX, (i + 1) * INPUTS + p);
            var b0 = FloatVector.fromArray(LANES, freeW, j * INPUTS + p);
            c00 = a0.fma(b0, c00);
            c10 = a1.fma(b0, c10);
            var b1 = FloatVector.fromArray(LANES, freeW, (j + 1) * INPUTS + p);
            c01 = a0.fma(b1, c01);
            c11 = a1.fma(b1, c11);
            var b2 = FloatVector.fromArray(LANES, freeW, (j + 2) * INPUTS + p);
            c02 = a0.fma(b2, c02);
            c12 = a1.fma(b2, c12);
            var b3 = FloatVector.fromArray(LANES, freeW, (j + 3) * INPUTS + p);
            c03 = a0.fma(b3, c03);
            c13 = a1.fma(b3, c13);
        }
        int at = i * OUTPUTS + j;
        c[at] = c00.reduceLanes(VectorOperators.ADD);
        c[at + 1] = c01.reduceLanes(VectorOperators.ADD);
        c[at + 2] = c02.reduceLanes(VectorOperators.ADD);
        c[at + 3] = c03.reduceLanes(VectorOperators.ADD);
        c[at + OUTPUTS] = c10.reduceLanes(VectorOperators.ADD);
        c[at + OUTPUTS + 1] = c11.reduceLanes(VectorOperators.ADD);
        c[at + OUTPUTS + 2] = c12.reduceLanes(VectorOperators.ADD);
        c[at + OUTPUTS + 3] = c13.reduceLanes(VectorOperators.ADD);
    }
}
