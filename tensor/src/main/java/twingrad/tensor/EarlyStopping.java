package twingrad.tensor;

import java.util.List;

/**
 * Early stopping (Prechelt 1998, Early Stopping - But When?): a training ends when its dev loss, the loss on data that it
 * does not train on, has not improved for some epochs, and the best parameters are restored.
 */
public final class EarlyStopping {
    private final int patience;
    private final List<Tensor> parameters;
    private List<NdArray> best = List.of();
    private int bestEpoch = -1;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int epochsSince;

    /**
     * Watches these leaves.
     *
     * @param patience how many epochs in a row may bring no improvement, 1 or more
     */
    public EarlyStopping(int patience, List<Tensor> parameters) {
        if (patience < 1) {
            throw new IllegalArgumentException(
                    "EarlyStopping: expected a patience of 1 epoch or more, got " + patience);
        }
        this.patience = patience;
        this.parameters = List.copyOf(parameters);
    }

    /**
     * Hears how an epoch ended, and keeps a copy of the parameters if its loss is the least so far.
     *
     * @param devLoss NaN is no improvement
     * @return whether to go on
     */
    public boolean goesOn(int epoch, double devLoss) {
        if (devLoss < bestLoss) {
            bestLoss = devLoss;
            bestEpoch = epoch;
            best = parameters.stream().map(w -> w.data().copy()).toList();
            epochsSince = 0;
        } else {
            epochsSince++;
        }
        return epochsSince < patience;
    }

    /** The epoch of the least loss; -1 as long as there is none. */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** The least loss; infinite as long as there is none. */
    public double bestLoss() {
        return bestLoss;
    }

    /**
     * Gives the parameters the numbers they had after the best epoch.
     *
     * @throws IllegalStateException if no epoch had a loss below infinity
     */
    public void restoreBest() {
        if (bestEpoch < 0) {
            throw new IllegalStateException("restoreBest: expected an epoch with a finite loss, got none");
        }
        for (int i = 0; i < best.size(); i++) {
            parameters.get(i).assign(best.get(i));
        }
    }
}
