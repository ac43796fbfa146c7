/**
 * The expression language, and what is walked through by hand: a {@link twingrad.compare.expression.Script} of text
 * becomes a {@link twingrad.compare.expression.Graph}, every node of which has a name, and a
 * {@link twingrad.compare.expression.Walk} goes through its forward and its backward pass one node at a time.
 *
 * <p>Legend of single letters: L the root, x an input, w a weight, b a bias, y a label, z a pre-activation, a an
 * activation, v1, v2, … nodes that nobody named.
 */
package twingrad.compare.expression;
