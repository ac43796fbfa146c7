package twingrad.compare;

import twingrad.scalar.Value;

/** The scalar engine: float64, one number at a time. */
public final class ScalarWitness implements Witness {

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
        ScalarTwin twin = network.scalarTwin(parameters);
        Value loss = twin.loss(batch);
        loss.backward();
        return new LossAndGradient(loss.data(), twin.gradient());
    }
}
