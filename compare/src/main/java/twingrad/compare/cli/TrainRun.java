package twingrad.compare.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import twingrad.compare.files.CheckpointFile;
import twingrad.compare.training.BatchReport;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.Position;
import twingrad.compare.training.Session;
import twingrad.compare.training.Session.End;
import twingrad.compare.training.SessionListener;

/**
 * One training from where it stands to its end, told as it goes, kept as it goes, and stopped, changed and gone on with
 * when somebody presses Ctrl-C.
 */
final class TrainRun implements SessionListener {

    /** The test accuracy that trainings of MNIST are timed to. */
    private static final double WELL_TRAINED = 0.97;

    private final Session session;
    private final TrainText words;
    private final PrintWriter text;
    private final Optional<ProgressBar> bar;
    private final Optional<TrainingLog> log;
    private final Optional<CheckpointKeeper> keeper;
    private Optional<EpochReport> last = Optional.empty();
    private double secondsTo97 = Double.NaN;

    /**
     * A training that has not begun to run.
     *
     * @param words for its epochs
     * @param text where the dialogue goes
     */
    TrainRun(
            Session session,
            TrainText words,
            PrintWriter text,
            Optional<ProgressBar> bar,
            Optional<TrainingLog> log,
            Optional<CheckpointKeeper> keeper) {
        this.session = session;
        this.words = words;
        this.text = text;
        this.bar = bar;
        this.log = log;
        this.keeper = keeper;
    }

    /**
     * How a training came to its end.
     *
     * @param end as its session says it; PAUSED if somebody ended it
     * @param status what the process ends with, if somebody ended it
     */
    record Ended(End end, int status) {}

    /** Says what is trained, and trains until the end, or until somebody ends it. */
    Ended run() {
        try (var interrupts = new Interrupts(session::pause, this::endAtOnce)) {
            words.announce(session);
            var dialogue = new PauseDialogue(
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())), text);
            End end = session.run(this);
            while (end == End.PAUSED && goesOn(interrupts, dialogue)) {
                interrupts.goOn();
                end = session.run(this);
            }
            bar.ifPresent(ProgressBar::clear);
            if (end != End.PAUSED) {
                last.ifPresent(words::epoch);
            }
            return new Ended(end, interrupts.status());
        }
    }

    /** The first such epoch's end since the process began, in seconds; NaN if there was none. */
    double secondsTo97() {
        return secondsTo97;
    }

    @Override
    public void afterBatch(Session training, BatchReport report) {
        bar.ifPresent(shown -> shown.show(report, training.routine().batchSize()));
        keeper.ifPresent(kept -> kept.afterBatch(training));
    }

    @Override
    public void afterEpoch(Session training, EpochReport report) {
        last = Optional.of(report);
        if (Double.isNaN(secondsTo97) && report.testAccuracy() >= WELL_TRAINED) {
            secondsTo97 = ProcessAge.seconds();
        }
        if (TrainText.hasLine(report, training.routine().epochs())) {
            bar.ifPresent(ProgressBar::clear);
            words.epoch(report);
        }
        log.ifPresent(written -> written.epoch(report));
        keeper.ifPresent(kept -> kept.afterEpoch(training));
    }

    /** Called by the thread of a signal. */
    private void endAtOnce(int status) {
        text.println();
        keeper.ifPresent(kept -> text.println("ended at once; the last checkpoint is " + kept.last()));
        text.flush();
        System.exit(status);
    }

    private boolean goesOn(Interrupts interrupts, PauseDialogue dialogue) {
        bar.ifPresent(ProgressBar::clear);
        var paused = new PausedTraining();
        if (interrupts.wish() == Interrupts.Wish.END) {
            text.println(
                    keeper.isPresent()
                            ? "asked to end: wrote " + paused.save(Optional.empty())
                            : "asked to end: nothing kept, as there is no --out");
            return false;
        }
        keeper.ifPresent(kept -> kept.save(session.checkpoint()));
        return dialogue.goesOn(paused);
    }

    /** This training, for the dialogue. */
    private final class PausedTraining implements PauseDialogue.Paused {

        @Override
        public List<String> standing() {
            Position at = session.position();
            String where = at.samplesDone() == 0
                    ? String.format(
                            Locale.ROOT,
                            "after epoch %d of %d",
                            at.epoch(),
                            session.routine().epochs())
                    : String.format(
                            Locale.ROOT,
                            "in epoch %d of %d after %d samples: loss %.4g, accuracy %.2f%%",
                            at.epoch() + 1,
                            session.routine().epochs(),
                            at.samplesDone(),
                            at.loss(),
                            100 * at.accuracy());
            return List.of("paused " + where, Setting.of(session).inWords());
        }

        @Override
        public List<String> change(Hyperparameter hyperparameter, String value) {
            var lines = new ArrayList<>(Setting.change(session, hyperparameter, value));
            log.ifPresent(written -> written.change(session));
            return lines;
        }

        @Override
        public boolean keepsCheckpoints() {
            return keeper.isPresent();
        }

        @Override
        public Path save(Optional<Path> file) {
            if (file.isEmpty()) {
                return keeper.orElseThrow().save(session.checkpoint());
            }
            OutputOptions.makeParent(file.get());
            CheckpointFile.write(file.get(), session.checkpoint());
            return file.get();
        }
    }
}
