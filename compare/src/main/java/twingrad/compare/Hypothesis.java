package twingrad.compare;

import java.util.List;

/** One way of getting a gradient wrong: what the whole gradient would then be, at least in the block in question. */
interface Hypothesis {

    /**
     * What a mistake predicts.
     *
     * @param words what was done wrong, as the report says it
     * @param gradient dJ/dθ with the mistake in it, of which the block counts
     */
    record Prediction(String words, double[] gradient) {}

    /** What this kind of mistake would give for the block; nothing where it cannot happen. */
    List<Prediction> predictions(Evidence evidence);
}
