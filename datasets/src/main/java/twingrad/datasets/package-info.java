/**
 * The room of the data: labeled samples to train on, and nothing of training.
 *
 * <p>{@link twingrad.datasets.Dataset} holds the samples, {@link twingrad.datasets.ToyDatasets} generates small
 * ones in the plane, {@link twingrad.datasets.Idx} reads files, {@link twingrad.datasets.Mnist} is the one set
 * that comes with the module. {@link twingrad.datasets.Standardization} is computed from a training set and applied to
 * any other. Numbers are the same bits on every JDK and machine: a generator uses nothing but
 * exact arithmetic, {@code StrictMath} and the {@code RandomGenerator} that it is given, and rounds each
 * coordinate to float once. Pass a {@code java.util.Random}: its algorithms are specified, so that a seed means
 * the same numbers everywhere.
 *
 * <p>Single letters: n samples of one class or curve, i one of them, j a class, r a radius, t an angle in
 * radians, x and y the coordinates of a point.
 */
package twingrad.datasets;
