package twingrad.compare;

import java.util.Objects;

/** A witness whose answer can be looked at after a {@link GradientCheck}. */
public final class RecordedWitness implements Witness {

    private final Witness witness;
    private LossAndGradient answer;

    /** A witness that answers as another does. */
    public RecordedWitness(Witness witness) {
        this.witness = Objects.requireNonNull(witness, "witness: expected one to record, got null");
    }

    @Override
    public String name() {
        return witness.name();
    }

    @Override
    public double unitRoundoff() {
        return witness.unitRoundoff();
    }

    @Override
    public Writing writing() {
        return witness.writing();
    }

    @Override
    public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
        LossAndGradient given = witness.evaluate(network, parameters, batch);
        answer = answer == null ? given : answer;
        return given;
    }

    /**
     * Its first answer, which a check compares; more may be asked to explain it. IllegalStateException before the
     * first.
     */
    public LossAndGradient answer() {
        if (answer == null) {
            throw new IllegalStateException(name() + ": expected a check before the answer is read, got none");
        }
        return answer;
    }
}
