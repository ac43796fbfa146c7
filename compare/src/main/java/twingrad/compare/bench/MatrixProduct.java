package twingrad.compare.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.tensor.Machine;
import twingrad.tensor.NdArray;
import twingrad.tensor.Precision;
import twingrad.tensor.Workers;

/**
 * One product of a network's training step in float32, dense, its new result included, in turns with the processor's
 * peak in as many threads.
 *
 * @param m rows of the result
 * @param k terms of each element
 * @param n columns of the result
 * @param kind which operand is transposed
 * @param threads that share the work
 */
record MatrixProduct(int m, int k, int n, Kind kind, int threads) implements Measurement {

    /** Which operand is transposed. */
    enum Kind {
        /** A·B. */
        PLAIN(NdArray::matmul),
        /** Aᵀ·B. */
        TRANS_A(NdArray::matmulTransA),
        /** A·Bᵀ. */
        TRANS_B(NdArray::matmulTransB);

        private final BinaryOperator<NdArray> product;

        Kind(BinaryOperator<NdArray> product) {
            this.product = product;
        }
    }

    @Override
    public Figure take(Effort effort) {
        Workers.threads(threads);
        RandomGenerator random = new Seeds(1).generator(Purpose.OPS);
        NdArray a = kind == Kind.TRANS_A ? matrix(k, m, random) : matrix(m, k, random);
        NdArray b = kind == Kind.TRANS_B ? matrix(n, k, random) : matrix(k, n, random);
        Runnable product = () -> kind.product.apply(a, b);
        double operations = 2.0 * m * n * k;
        var stopwatch = new Stopwatch(effort);
        if (!Machine.vectorModule()) {
            return Figure.of(stopwatch.seconds(product).map(seconds -> operations / seconds * 1e-9), "GFLOP/s");
        }
        var peak = new ProcessorPeak(threads);
        List<double[]> samples = stopwatch.samples(List.of(product, peak));
        double[] rates = samples.get(0);
        double[] shares = new double[rates.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = operations / rates[i] * 1e-9;
            shares[i] = rates[i] / peak.rate(samples.get(1)[i]);
        }
        return new Figure(
                Spread.of(rates), "GFLOP/s", OptionalDouble.of(Spread.of(shares).median()));
    }

    private static NdArray matrix(int rows, int columns, RandomGenerator random) {
        double[] numbers =
                random.doubles((long) rows * columns).map(x -> x - 0.5).toArray();
        return Precision.FLOAT32.of(numbers, rows, columns);
    }
}
