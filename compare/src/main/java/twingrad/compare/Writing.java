package twingrad.compare;

import java.util.Objects;

/**
 * How exactly the numbers were written that came to a witness, or from it, through a file. Its rounding bound covers
 * what the missing digits could hold. Zeros among θ and the inputs are what they say: a bias of 0 is no 1e-8.
 *
 * @param parameters of θ
 * @param inputs of the batch
 * @param targets of the batch
 * @param gradient of what the witness says
 * @param loss of what it says
 */
public record Writing(Digits parameters, Digits inputs, Digits targets, Digits gradient, Digits loss) {

    /** Nothing was lost. */
    public static final Writing EXACT =
            new Writing(Digits.EXACT, Digits.EXACT, Digits.EXACT, Digits.EXACT, Digits.EXACT);

    public Writing {
        Objects.requireNonNull(parameters, "writing: expected digits of parameters, got null");
        Objects.requireNonNull(inputs, "writing: expected digits of inputs, got null");
        Objects.requireNonNull(targets, "writing: expected digits of targets, got null");
        Objects.requireNonNull(gradient, "writing: expected digits of a gradient, got null");
        Objects.requireNonNull(loss, "writing: expected digits of a loss, got null");
    }

    /** What θ, an input or a target may have lost; a zero nothing. */
    static double given(Digits digits, double x) {
        return x == 0 ? 0 : digits.error(x);
    }
}
