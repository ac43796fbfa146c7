package twingrad.compare.training;

import java.util.List;
import twingrad.scalar.Adam;
import twingrad.scalar.Optimizer;
import twingrad.scalar.Value;

/** Adam with one of its formulas wrong; the others are those of {@link Adam}. */
final class BrokenAdam implements Optimizer {

    /** Which formula is wrong. */
    enum Mistake {
        /** v = β₂·v + (1 - β₂)·|g|. */
        NO_SQUARE,
        /** m̂ = m, v̂ = v. */
        NO_CORRECTION,
        /** t = 1 for ever. */
        CLOCK_STOPPED,
        /** √(v̂ + ε). */
        EPSILON_INSIDE
    }

    private final List<Value> parameters;
    private final Mistake mistake;
    private final double[] m;
    private final double[] v;
    private double beta1Power = 1;
    private double beta2Power = 1;

    BrokenAdam(List<Value> parameters, Mistake mistake) {
        this.parameters = parameters;
        this.mistake = mistake;
        m = new double[parameters.size()];
        v = new double[parameters.size()];
    }

    @Override
    public void step(double learningRate) {
        beta1Power = mistake == Mistake.CLOCK_STOPPED ? Adam.BETA_1 : beta1Power * Adam.BETA_1;
        beta2Power = mistake == Mistake.CLOCK_STOPPED ? Adam.BETA_2 : beta2Power * Adam.BETA_2;
        double correction1 = mistake == Mistake.NO_CORRECTION ? 1 : 1 - beta1Power;
        double correction2 = mistake == Mistake.NO_CORRECTION ? 1 : 1 - beta2Power;
        for (int i = 0; i < m.length; i++) {
            Value w = parameters.get(i);
            double g = w.grad();
            m[i] = Adam.BETA_1 * m[i] + (1 - Adam.BETA_1) * g;
            v[i] = Adam.BETA_2 * v[i] + (1 - Adam.BETA_2) * (mistake == Mistake.NO_SQUARE ? Math.abs(g) : g * g);
            double mHat = m[i] / correction1;
            double vHat = v[i] / correction2;
            double root =
                    mistake == Mistake.EPSILON_INSIDE ? Math.sqrt(vHat + Adam.EPSILON) : Math.sqrt(vHat) + Adam.EPSILON;
            w.assign(w.data() - learningRate * mHat / root);
        }
    }

    @Override
    public void zeroGrad() {
        parameters.forEach(Value::zeroGrad);
    }
}
