package twingrad.tensor;

import java.util.ArrayList;
import java.util.List;

/** What this JVM and processor offer the engine. The engine prints nothing itself: show {@link #notices()} at start. */
public final class Machine {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final boolean VECTOR_MODULE_RESOLVED =
            ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();

    /** A hardware fma takes 10 to 30 ns in the interpreter, the JDK's replacement by decimals 4,000 ns and more. */
    private static final long FMA_NANOS = 200;

    private static final int FMA_ROUNDS = 5;
    private static final int FMAS_PER_ROUND = 20;

    private static final List<String> NOTICES = notices(VECTOR_MODULE_RESOLVED, fmaNanos() < FMA_NANOS);

    private Machine() {}

    /** Whether the module {@code jdk.incubator.vector} is resolved: without it the loops are plain. */
    public static boolean vectorModule() {
        return VECTOR_MODULE_RESOLVED;
    }

    /** Floats that one vector of the matrix products holds: 1 where the loops are plain. */
    public static int vectorLanes() {
        return VECTOR_MODULE_RESOLVED ? VectorProducts.LANES : 1;
    }

    /** What keeps the engine from its best speed, one line each with its remedy; none when nothing does. */
    public static List<String> notices() {
        return NOTICES;
    }

    static List<String> notices(boolean vectorModule, boolean hardwareFma) {
        var notices = new ArrayList<String>();
        if (!vectorModule) {
            notices.add("vectors: expected the module " + VECTOR_MODULE + ", got plain loops (equal results, slower);"
                    + " start java with --add-modules " + VECTOR_MODULE);
        }
        if (!hardwareFma) {
            notices.add("fma: expected a hardware instruction, got Java's replacement (equal results, about a thousand"
                    + " times slower); use a processor with FMA (x86 since 2013, every arm64)");
        }
        return List.copyOf(notices);
    }

    /** Nanoseconds that one fma takes, of a few rounds the best: what interrupts a round does not count. */
    private static long fmaNanos() {
        long best = Long.MAX_VALUE;
        float x = 1;
        for (int round = 0; round < FMA_ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < FMAS_PER_ROUND; i++) {
                x = Math.fma(x, 0.9f, 0.3f);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        // x stays above 0: it is asked so that no compiler drops the loop.
        return x > 0 ? best / FMAS_PER_ROUND : 0;
    }
}
