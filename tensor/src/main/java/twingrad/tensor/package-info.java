/**
 * The tensor engine: a batch at a time, vectorized, in pure Java, and the same bits every time.
 *
 * <p>{@link twingrad.tensor.NdArray} holds the loops and knows no gradients; {@link twingrad.tensor.Tensor} holds the
 * formulas and knows no loops: an op is one statement, with its derivative beside its value. A derivative here is a
 * VJP (vector-Jacobian product): a function of the output gradient g, carried by an {@link twingrad.tensor.Edge}.
 * {@code FLOAT32} is the fast path, {@code FLOAT64} the slow and obvious one that proves it.
 *
 * <p>An edge also says its VJP as text, and {@link twingrad.tensor.BackwardPass}, the cursor that trains, shows it with
 * all arrays: a, b or A, B are an op's inputs, z that of an activation or a loss, X, W, b those of a layer; g or G is
 * the gradient of its result and da what an edge adds to the gradient of a.
 *
 * <p>A network is a {@link twingrad.tensor.Layer}, made of others by {@link twingrad.tensor.Sequential}, or for the
 * usual one by {@link twingrad.tensor.Mlp}; a {@link twingrad.tensor.Trainer} trains any.
 *
 * <p>The same bits on every machine, for any number of threads: a product has one accumulator an element, starts at
 * +0, takes k in order and is all fma; a sum has 16 partial sums ({@link twingrad.tensor.NdArray#sum(int, boolean)});
 * exp, log and tanh are our own in float32 and {@code StrictMath}'s in float64.
 *
 * <p>Letters: B batch, I inputs, O outputs, C classes, m samples (rows), g output gradient; a, b, c operands and their
 * result; x inputs, w a parameter, z logits, p probabilities, y targets, s scores, θ all parameters, σ the sigmoid;
 * (B x C x H x W) are the sizes of images, C being channels there, and Kh, Kw, Ho, Wo those of a window and of what it
 * gives; (m x k)·(k x n) are the sizes of a product, with i, j, p running over m, n, k. In the optimizers alone m and v
 * are Adam's moments, v also a velocity, S a mean square, w a parameter, g its gradient, α the learning rate, μ momentum,
 * β a decay rate, λ the weight decay, e a number of epochs and t of steps.
 */
package twingrad.tensor;
