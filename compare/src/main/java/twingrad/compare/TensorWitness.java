package twingrad.compare;

import java.util.Objects;
import twingrad.tensor.Precision;
import twingrad.tensor.Tensor;

/**
 * The tensor engine in one precision: float64 shows whether the mathematics is right, float32 whether the fast kernels
 * are.
 *
 * @param precision what it computes in
 */
public record TensorWitness(Precision precision) implements Witness {

    public TensorWitness {
        Objects.requireNonNull(precision, "tensor: expected a precision, got null");
    }

    @Override
    public String name() {
        return precision == Precision.FLOAT64 ? "tensor-f64" : "tensor-f32";
    }

    @Override
    public double unitRoundoff() {
        return precision.unit();
    }

    @Override
    public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
        TensorTwin twin = network.tensorTwin(precision, parameters);
        Tensor loss = twin.loss(batch);
        loss.backward();
        return new LossAndGradient(loss.data().item(), twin.gradient());
    }
}
