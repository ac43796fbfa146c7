package twingrad.compare.training;

import java.util.List;
import java.util.Locale;
import twingrad.scalar.Value;
import twingrad.tensor.Tensor;

/** The optimizers that can be named, each in both engines. */
public enum OptimizerKind {
    /** w -= αg. */
    SGD {
        @Override
        twingrad.scalar.Optimizer scalar(List<Value> parameters) {
            return new twingrad.scalar.Sgd(parameters);
        }

        @Override
        twingrad.tensor.Optimizer tensor(List<Tensor> parameters) {
            return new twingrad.tensor.Sgd(parameters);
        }
    },
    /** Adam (Kingma, Ba 2015), β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
    ADAM {
        @Override
        twingrad.scalar.Optimizer scalar(List<Value> parameters) {
            return new twingrad.scalar.Adam(parameters);
        }

        @Override
        twingrad.tensor.Optimizer tensor(List<Tensor> parameters) {
            return new twingrad.tensor.Adam(parameters);
        }
    };

    abstract twingrad.scalar.Optimizer scalar(List<Value> parameters);

    abstract twingrad.tensor.Optimizer tensor(List<Tensor> parameters);

    /** As typed: {@code sgd}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
