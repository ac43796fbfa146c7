package twingrad.compare.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import twingrad.compare.Health.NotFinite;
import twingrad.compare.Network;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Splits;

/**
 * A training that can be watched, stopped, changed and gone on with. It goes through epochs and batches from wherever
 * it stands; resumed, it takes the steps that it would have taken, to the bit:
 *
 * <pre>{@code
 * Splits data = Splits.of(DataSource.SPIRAL, 1);
 * Network network = Network.classifier(data.train(), List.of(100), Activation.RELU);
 * Routine routine = new Routine(OptimizerKind.ADAM, 0.05, 300, 32, new Seeds(1)).withDropout(0.2);
 * Session session = Session.begin(Architecture.of(network), LearnerKind.TENSOR_F32, routine, data);
 * Session.End end = session.run(SessionListener.NONE);
 * Checkpoint checkpoint = session.checkpoint();
 * Session later = Session.resume(checkpoint, data);
 * later.change(routine.withEpochs(400).withLearningRate(0.01));
 * later.run(SessionListener.NONE);
 * }</pre>
 *
 * It belongs to one thread; {@link #pause} alone may be called from another.
 */
public final class Session {

    /** Why {@link #run} came back. */
    public enum End {
        /** All epochs are done. */
        FINISHED,
        /** Somebody asked for it. */
        PAUSED,
        /** The dev loss has not fallen for as many epochs as there is patience. */
        STOPPED_EARLY,
        /** A loss or a parameter was not finite: {@link #notFinite} says where. */
        NOT_FINITE
    }

    private final LearnerKind engine;
    private final Splits data;
    private final Provenance provenance;
    private final AtomicBoolean isPauseAsked = new AtomicBoolean();
    private Architecture model;
    private Routine routine;
    private Learner learner;
    private Position position;
    private double learningRate;
    private LowestLoss lowest;
    private List<EpochReport> reports;
    private Optional<NotFinite> notFinite = Optional.empty();

    /** The last epoch's end at which every number was finite. */
    private Checkpoint whole;

    /** The one before it: whether a loss at the end of an epoch is finite is seen in the first step of the next. */
    private Checkpoint wholeBefore;

    /** Whether the training stands at {@link #whole}, and the learner elsewhere. */
    private boolean isAside;

    private boolean isRunning;

    private Session(Checkpoint from, Splits data) {
        engine = from.engine();
        provenance = from.provenance();
        this.data = data;
        from.routine().requireFor(data);
        stand(from);
    }

    /** A training from θ as it is drawn. */
    public static Session begin(Architecture model, LearnerKind engine, Routine routine, Splits data) {
        return begin(model, engine, routine, data, Optional.empty());
    }

    /** A training from θ as it is drawn, whose checkpoints say which samples it learned. */
    public static Session begin(
            Architecture model, LearnerKind engine, Routine routine, Splits data, Optional<DataChoice> choice) {
        requireFeatures(model, data);
        var start = new Checkpoint(
                model,
                engine,
                routine,
                LearnedState.fresh(model.draw(routine.seeds())),
                Position.START,
                Optional.empty(),
                List.of(),
                Provenance.of(data, choice));
        return new Session(start, data);
    }

    /**
     * Goes on from a checkpoint with the same samples. IllegalArgumentException if they are not: other classes, columns
     * or sizes of images, another training set or another standardization.
     */
    public static Session resume(Checkpoint checkpoint, Splits data) {
        requireFeatures(checkpoint.model(), data);
        Provenance provenance = checkpoint.provenance();
        provenance.requireSame(Provenance.of(data, provenance.choice()));
        return new Session(checkpoint, data);
    }

    private static void requireFeatures(Architecture model, Splits data) {
        int features = data.train().features();
        if (features != model.inputs()) {
            throw new IllegalArgumentException("session: expected samples of " + model.inputs() + " features for "
                    + model.description() + ", got " + features);
        }
    }

    /** Takes a checkpoint's place. */
    private void stand(Checkpoint at) {
        model = at.model();
        routine = at.routine();
        position = at.position();
        lowest = new LowestLoss(at.best());
        reports = new ArrayList<>(at.reports());
        learningRate = routine.learningRate(position.epoch(), Math.max(1, position.step()));
        learner = model.learner(engine, routine, data.train(), at.state());
        whole = at;
        wholeBefore = at;
        isAside = false;
    }

    /**
     * Trains until all epochs are done, or {@link #pause}, patience or a number that is not finite ends it. Where there
     * is patience, the learner then has the θ of the lowest dev loss; {@link #checkpoint} still stands where the
     * training does, and running again goes on from there.
     */
    public End run(SessionListener listener) {
        requireStopped("run");
        if (isAside) {
            stand(whole);
        }
        isRunning = true;
        try {
            return train(listener);
        } finally {
            isRunning = false;
        }
    }

    private void requireStopped(String op) {
        if (isRunning) {
            throw new IllegalStateException(
                    op + ": expected a training that has stopped, got one that runs; pause it first");
        }
    }

    private End train(SessionListener listener) {
        notFinite = Optional.empty();
        while (!isOver() && !isPauseAsked.get() && notFinite.isEmpty()) {
            var epoch = new EpochRun(learner, position);
            position = epoch.position();
            while (!epoch.isDone() && !isPauseAsked.get() && notFinite.isEmpty()) {
                step(epoch, listener);
            }
            if (epoch.isDone() && notFinite.isEmpty()) {
                endEpoch(listener);
            }
        }
        boolean wasPauseAsked = isPauseAsked.getAndSet(false);
        if (notFinite.isPresent()) {
            boolean isFirstStep = position.step() == whole.position().step() + 1;
            whole = isFirstStep && learner.notFinite().isPresent() ? wholeBefore : whole;
            isAside = true;
            return End.NOT_FINITE;
        }
        if (wasPauseAsked && !isOver()) {
            return End.PAUSED;
        }
        restoreBest();
        return isFinished() ? End.FINISHED : End.STOPPED_EARLY;
    }

    private void step(EpochRun epoch, SessionListener listener) {
        epoch.step();
        position = epoch.position();
        learningRate = epoch.learningRate();
        notFinite = learner.notFinite();
        if (notFinite.isEmpty()) {
            int samples = data.train().size();
            listener.afterBatch(this, BatchReport.of(position, learningRate, routine.epochs(), samples));
        }
    }

    private void endEpoch(SessionListener listener) {
        LearnedState state = learner.state();
        notFinite = model.firstNotFinite(state.theta()).map(where -> new NotFinite(position.step(), where));
        if (notFinite.isPresent()) {
            return;
        }
        wholeBefore = whole;
        whole = ended(state);
        position = whole.position();
        lowest = new LowestLoss(whole.best());
        EpochReport report = whole.reports().get(reports.size());
        reports.add(report);
        listener.afterEpoch(this, report);
    }

    /** The training as it stands once the epoch, whose last batch is done, is measured. */
    private Checkpoint ended(LearnedState state) {
        EpochReport report = EpochReport.of(position, learningRate, learner, data.dev(), data.test());
        var all = new ArrayList<>(reports);
        all.add(report);
        Optional<Checkpoint.Best> best = lowest.after(report, state.theta()).best();
        return new Checkpoint(model, engine, routine, state, position.nextEpoch(), best, all, provenance);
    }

    /** An epoch that has begun goes on to its end, whatever was changed in it, so that what is left was measured. */
    private boolean isOver() {
        return position.samplesDone() == 0 && (isFinished() || lowest.isOutOf(routine.patience(), position.epoch()));
    }

    private boolean isFinished() {
        return position.epoch() >= routine.epochs();
    }

    private void restoreBest() {
        if (routine.patience().isPresent() && lowest.best().isPresent()) {
            whole = checkpoint();
            isAside = true;
            double[] theta = lowest.best().get().theta();
            learner = model.learner(engine, routine, data.train(), LearnedState.fresh(theta));
        }
    }

    /** Asks the training to stop at the end of its batch; from any thread. A pause asked for before it runs counts. */
    public void pause() {
        isPauseAsked.set(true);
    }

    /**
     * Goes on in another way from the same θ and optimizer state; another kind of optimizer begins with a fresh state.
     * What there is to say of it, one a line, empty if nothing. IllegalArgumentException for another seed, and for
     * patience without a development set.
     */
    public List<String> change(Routine next) {
        requireStopped("change");
        next.requireFor(data);
        if (!next.seeds().equals(routine.seeds())) {
            throw new IllegalArgumentException(
                    "seed: expected " + routine.seeds().seed() + ", with which the training began, got "
                            + next.seeds().seed() + "; begin a new one with it");
        }
        boolean isSameKind = next.optimizer() == routine.optimizer();
        Checkpoint now = checkpoint();
        LearnedState state =
                isSameKind ? now.state() : LearnedState.fresh(now.state().theta());
        String note = next.optimizer() + " begins with a fresh state: what " + routine.optimizer()
                + " kept is of no use to it";
        stand(now.with(model, next, state));
        return isSameKind ? List.of() : List.of(note);
    }

    /**
     * Goes on with another penalty on the weights. IllegalArgumentException, naming both networks, if anything else
     * differs than that and how θ is drawn.
     */
    public void change(Network next) {
        requireStopped("change");
        model.requireSame(next);
        Checkpoint now = checkpoint();
        stand(now.with(Architecture.of(next), routine, now.state()));
    }

    /**
     * The training as it stands at the end of the last batch, and of its epoch if it was the epoch's last, which is
     * measured then; after a number that was not finite, as it last was.
     */
    public Checkpoint checkpoint() {
        LearnedState state = isAside ? whole.state() : learner.state();
        boolean isWhole = Arrays.stream(state.theta()).allMatch(Double::isFinite);
        if (isAside || !isWhole) {
            return whole;
        }
        return position.samplesDone() == data.train().size()
                ? ended(state)
                : new Checkpoint(model, engine, routine, state, position, lowest.best(), reports, provenance);
    }

    /** What learns, to be asked for outputs and accuracies. */
    public Learner learner() {
        return learner;
    }

    /** What was not finite when the training last ended so: the first op, entry and step. */
    public Optional<NotFinite> notFinite() {
        return notFinite;
    }

    /** What is trained. */
    public Architecture model() {
        return model;
    }

    /** How it is trained at present. */
    public Routine routine() {
        return routine;
    }

    /** Where it stands. */
    public Position position() {
        return position;
    }

    /** The epochs so far, those before a resumption included. */
    public List<EpochReport> reports() {
        return List.copyOf(reports);
    }
}
