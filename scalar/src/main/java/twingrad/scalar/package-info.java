/**
 * The scalar engine: backpropagation one number at a time, in float64, for reading and for stepping through by hand.
 *
 * <p>A {@link twingrad.scalar.Value} is a number that remembers how it was computed; an {@link twingrad.scalar.Edge}
 * leads to one of its inputs and carries the local derivative, a number that can be shown; a
 * {@link twingrad.scalar.BackwardPass} walks the edges and applies the chain rule. Networks, losses and optimizers are
 * built of these and of nothing else. It is no fast engine: that is the tensor engine's task.
 *
 * <p>Graphs are not guarded against use by several threads at once; a graph and its leaves belong to one thread.
 *
 * <p>Legend of single letters: a, b the inputs of an op; z the input of an activation, also called logit; x an input,
 * w a weight, b also a bias; y a target; p a probability; σ the sigmoid; g a gradient; L the root of a backward pass; m
 * samples, and Adam's first moment; v a velocity, and Adam's second moment; S a mean square; e a number of epochs and t of
 * steps; α the learning rate, α₀ the first; μ momentum; β a decay rate; ε what keeps a divisor from 0; λ a strength of
 * regularization or of weight decay; θ all parameters; I inputs and O outputs of a layer.
 */
package twingrad.scalar;
