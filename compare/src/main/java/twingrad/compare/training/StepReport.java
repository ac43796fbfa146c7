package twingrad.compare.training;

/**
 * One step's figures.
 *
 * @param samples of the batch
 * @param learningRate α of its update
 * @param loss J of the batch before the step's update
 * @param hits samples of it whose class was right
 */
public record StepReport(int samples, double learningRate, double loss, int hits) {}
