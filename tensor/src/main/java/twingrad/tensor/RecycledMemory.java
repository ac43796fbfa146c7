package twingrad.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * The memory of a loop that makes the same arrays in every round, as a training step does: the n-th array of a round is
 * the n-th array of the round before, still in the processor's cache, and a new one only where the size differs. It
 * never holds more arrays than the longest round took.
 *
 * <p>An array of an earlier round refuses to be used. A round belongs to the thread that began it; others get fresh
 * memory.
 */
final class RecycledMemory implements Memory {
    private final List<float[]> arrays = new ArrayList<>();
    private int taken;
    private long round;
    private Thread owner = Thread.currentThread();

    /** Begins a round: takes back all arrays. */
    void recycle() {
        taken = 0;
        round++;
        owner = Thread.currentThread();
    }

    @Override
    public float[] floats(int n) {
        if (Thread.currentThread() != owner) {
            return new float[n];
        }
        if (taken == arrays.size()) {
            arrays.add(new float[n]);
        } else if (arrays.get(taken).length != n) {
            arrays.set(taken, new float[n]);
        }
        return arrays.get(taken++);
    }

    @Override
    public long round() {
        return round;
    }
}
