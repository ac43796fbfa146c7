package twingrad.compare.report;

/**
 * A loss by epoch.
 *
 * @param name in the legend
 * @param losses of epoch 1, 2, …
 */
public record Curve(String name, double[] losses) {}
