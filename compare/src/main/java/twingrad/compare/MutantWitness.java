package twingrad.compare;

/**
 * A healthy witness whose answer is another than it would give.
 *
 * @param healthy whose precision it computes in
 * @param answer what is answered
 */
record MutantWitness(Witness healthy, Answer answer) implements Witness {

    /** What every mutant is called. */
    static final String NAME = "mutant";

    /** How it answers. */
    interface Answer {
        LossAndGradient of(Network network, double[] parameters, Batch batch);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double unitRoundoff() {
        return healthy.unitRoundoff();
    }

    @Override
    public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
        return answer.of(network, parameters, batch);
    }
}
