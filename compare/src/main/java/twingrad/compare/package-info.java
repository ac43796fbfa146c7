/**
 * The third room, where the two engines are made to agree: one network as one object, witnesses that each give its
 * loss and gradient, and checks that say which of them is wrong, where, and how.
 *
 * <p>This package sees the engines and the datasets; the packages below it see only those before them, in the order
 * {@code expression}, {@code data}, {@code training}, {@code search}, {@code bench}, {@code files}, {@code report},
 * {@code cli}.
 *
 * <p>Legend of single letters: B batch, I inputs, O outputs, C classes, g output gradient, m samples (rows of the
 * batch), θ parameters, J the loss with its regularization, u unit roundoff, h step of a difference quotient, z
 * pre-activation, a activation.
 */
package twingrad.compare;
