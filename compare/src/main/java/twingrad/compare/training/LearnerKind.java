package twingrad.compare.training;

import java.util.Locale;

/** What computes a training: an engine, in a precision. */
public enum LearnerKind {
    /** The scalar engine, in float64. */
    SCALAR,
    /** The tensor engine in float64. */
    TENSOR_F64,
    /** The tensor engine in float32. */
    TENSOR_F32;

    /** As {@link Learner#name} says it: {@code tensor-f32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
