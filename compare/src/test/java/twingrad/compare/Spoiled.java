package twingrad.compare;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A healthy witness whose answer is spoiled: the fault that a check must find. */
class Spoiled implements Witness {
    private final Witness healthy;

    Spoiled(Witness healthy) {
        this.healthy = healthy;
    }

    /** Another number in one entry of the gradient. */
    static Spoiled entry(Witness healthy, int entry, DoubleUnaryOperator fault) {
        return block(healthy, new Block("entry", entry, List.of(1)), fault);
    }

    /** Other numbers in one block of the gradient. */
    static Spoiled block(Witness healthy, Block block, DoubleUnaryOperator fault) {
        return new Spoiled(healthy) {
            @Override
            public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
                LossAndGradient answer = super.evaluate(network, parameters, batch);
                double[] gradient = answer.gradient().clone();
                for (int i = block.offset(); i < block.end(); i++) {
                    gradient[i] = fault.applyAsDouble(gradient[i]);
                }
                return new LossAndGradient(answer.loss(), gradient, answer.limits());
            }
        };
    }

    /** Another loss. */
    static Spoiled loss(Witness healthy, DoubleUnaryOperator fault) {
        return new Spoiled(healthy) {
            @Override
            public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
                LossAndGradient answer = super.evaluate(network, parameters, batch);
                return new LossAndGradient(fault.applyAsDouble(answer.loss()), answer.gradient(), answer.limits());
            }
        };
    }

    @Override
    public String name() {
        return "spoiled";
    }

    @Override
    public double unitRoundoff() {
        return healthy.unitRoundoff();
    }

    @Override
    public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
        return healthy.evaluate(network, parameters, batch);
    }
}
