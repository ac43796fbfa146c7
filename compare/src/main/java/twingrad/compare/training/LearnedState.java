package twingrad.compare.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a learner has made so far: θ, and what its optimizer keeps between steps. Numbers of float32 are widened,
 * which is exact.
 *
 * @param theta θ. Copied.
 * @param optimizerSteps steps of this optimizer, which count from 0 again when another one takes its place
 * @param slots what it keeps by name, each in θ's order and of its length: {@code velocity}, {@code m}, {@code v},
 *     {@code square}. Copied.
 */
public record LearnedState(double[] theta, long optimizerSteps, Map<String, double[]> slots) {

    /** IllegalArgumentException for a negative number of steps, or a slot of another length than θ's. */
    public LearnedState {
        theta = theta.clone();
        slots = copy(slots);
        if (optimizerSteps < 0) {
            throw new IllegalArgumentException("optimizer: expected 0 steps or more, got " + optimizerSteps);
        }
        for (var slot : slots.entrySet()) {
            if (slot.getValue().length != theta.length) {
                throw new IllegalArgumentException("optimizer " + slot.getKey() + ": expected " + theta.length
                        + " numbers, as many as parameters, got " + slot.getValue().length);
            }
        }
    }

    /** θ with an optimizer, of whatever kind, that begins anew. */
    public static LearnedState fresh(double[] theta) {
        return new LearnedState(theta, 0, Map.of());
    }

    /** Whether its optimizer, of whatever kind, is to begin anew; so does one that keeps nothing, as SGD, each time. */
    public boolean isFresh() {
        return optimizerSteps == 0 && slots.isEmpty();
    }

    /** Length of θ. */
    public int parameterCount() {
        return theta.length;
    }

    /** A copy of θ. */
    @Override
    public double[] theta() {
        return theta.clone();
    }

    /** Copies of the slots. */
    @Override
    public Map<String, double[]> slots() {
        return copy(slots);
    }

    private static Map<String, double[]> copy(Map<String, double[]> slots) {
        var copy = new LinkedHashMap<String, double[]>();
        slots.forEach((name, numbers) -> copy.put(name, numbers.clone()));
        return copy;
    }
}
