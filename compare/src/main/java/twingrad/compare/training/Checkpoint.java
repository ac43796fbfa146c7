package twingrad.compare.training;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import twingrad.datasets.Standardization;

/**
 * A training as it stands: whatever is needed to go on as if it had never stopped, and to use what it has learned.
 *
 * @param model what is trained
 * @param engine what computes it
 * @param routine how
 * @param state θ and what the optimizer keeps
 * @param position where in which epoch
 * @param best θ of the lowest dev loss so far, where there is a dev set and an epoch has ended
 * @param reports of the epochs so far
 * @param provenance what its samples are
 */
public record Checkpoint(
        Architecture model,
        LearnerKind engine,
        Routine routine,
        LearnedState state,
        Position position,
        Optional<Best> best,
        List<EpochReport> reports,
        Provenance provenance) {

    /**
     * The best parameters so far.
     *
     * @param epoch at whose end they stood, counted from 1
     * @param devLoss the lowest
     * @param theta θ. Copied.
     */
    public record Best(int epoch, double devLoss, double[] theta) {

        public Best {
            theta = theta.clone();
        }

        /** A copy of θ. */
        @Override
        public double[] theta() {
            return theta.clone();
        }
    }

    /**
     * IllegalArgumentException if θ is not as long as the model's, more samples are done than there are, some columns
     * have names and others none, or the standardization is one of other features.
     */
    public Checkpoint {
        Objects.requireNonNull(model, "checkpoint: expected a model, got null");
        Objects.requireNonNull(engine, "checkpoint: expected an engine, got null");
        Objects.requireNonNull(routine, "checkpoint: expected a routine, got null");
        Objects.requireNonNull(position, "checkpoint: expected a position, got null");
        Objects.requireNonNull(best, "checkpoint: expected the best or none, got null");
        Objects.requireNonNull(provenance, "checkpoint: expected a provenance, got null");
        reports = List.copyOf(reports);
        requireLength(model, state.parameterCount());
        best.ifPresent(found -> requireLength(model, found.theta.length));
        requireFeatures(model, provenance);
        int samples = provenance.fingerprint().samples();
        if (position.samplesDone() > samples) {
            throw new IllegalArgumentException("checkpoint: expected at most " + samples
                    + " samples of its epoch done, as many as there are, got " + position.samplesDone());
        }
    }

    private static void requireFeatures(Architecture model, Provenance provenance) {
        int names = provenance.columnNames().size();
        if (names != 0 && names != model.inputs() + 1) {
            throw new IllegalArgumentException("checkpoint of " + model.description() + ": expected names of "
                    + model.inputs() + " features and the class, got " + names);
        }
        int standardized =
                provenance.standardization().map(Standardization::features).orElse(model.inputs());
        if (standardized != model.inputs()) {
            throw new IllegalArgumentException("checkpoint of " + model.description()
                    + ": expected a standardization of " + model.inputs() + " features, got " + standardized);
        }
    }

    private static void requireLength(Architecture model, int parameters) {
        if (parameters != model.parameterCount()) {
            throw new IllegalArgumentException("checkpoint of " + model.description() + ": expected "
                    + model.parameterCount() + " parameters, got " + parameters);
        }
    }

    /**
     * The checkpoint of the best epoch's end, from which an optimizer begins anew unless it is the last epoch; itself
     * where there is no best.
     */
    public Checkpoint atBest() {
        boolean isLast = best.isEmpty() || best.get().epoch() == position.epoch() && position.samplesDone() == 0;
        return isLast ? this : at(best.get());
    }

    private Checkpoint at(Best found) {
        List<EpochReport> until = reports.stream()
                .filter(report -> report.epoch() <= found.epoch())
                .toList();
        long step = until.isEmpty() ? 0 : until.get(until.size() - 1).step();
        return new Checkpoint(
                model,
                engine,
                routine,
                LearnedState.fresh(found.theta),
                new Position(found.epoch(), 0, step, 0, 0, 0),
                best,
                until,
                provenance);
    }

    /** This checkpoint with another way to go on. */
    Checkpoint with(Architecture otherModel, Routine otherRoutine, LearnedState otherState) {
        return new Checkpoint(otherModel, engine, otherRoutine, otherState, position, best, reports, provenance);
    }
}
