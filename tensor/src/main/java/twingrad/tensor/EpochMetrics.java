package twingrad.tensor;

/**
 * How an epoch went. Loss and accuracy are those met on the way: of each batch before its update, dropout included.
 *
 * @param epoch counted from 0
 * @param steps updates so far, those of earlier epochs included
 * @param learningRate of the last update
 * @param loss the mean of the batches' losses, weighted by their sizes
 * @param accuracy the share of samples that were predicted as their labels say
 */
public record EpochMetrics(int epoch, long steps, double learningRate, double loss, double accuracy) {}
