package twingrad.compare.training;

import java.util.Locale;

/** The optimizers that can be named, each in both engines under the same name. */
public enum OptimizerKind {
    /** w -= αg. */
    SGD,
    /** PyTorch's momentum: v = μv + g, w -= αv. */
    MOMENTUM,
    /** v = βv + (1 - β)g, w -= αv. */
    MOMENTUM_AVERAGED,
    /** Keras's momentum: v = μv - αg, w += v. */
    MOMENTUM_KERAS,
    /** Nesterov's momentum in PyTorch's form: v = μv + g, w -= α(g + μv). */
    NESTEROV,
    /** S = βS + (1 - β)g², w -= α·g/(√S + ε). */
    RMSPROP,
    /** Adam (Kingma, Ba 2015), β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
    ADAM,
    /** Adam after w -= α·λ·w (Loshchilov, Hutter 2019). */
    ADAMW;

    /** Whether it has a momentum that can be set. */
    public boolean hasMomentum() {
        return this == MOMENTUM || this == MOMENTUM_AVERAGED || this == MOMENTUM_KERAS || this == NESTEROV;
    }

    /** Whether it keeps anything from step to step, which is lost where it begins anew. */
    public boolean hasState() {
        return slots() > 0;
    }

    /** Numbers that it keeps for each parameter from step to step. */
    int slots() {
        return switch (this) {
            case SGD -> 0;
            case MOMENTUM, MOMENTUM_AVERAGED, MOMENTUM_KERAS, NESTEROV, RMSPROP -> 1;
            case ADAM, ADAMW -> 2;
        };
    }

    /** As typed: {@code momentum-averaged}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
