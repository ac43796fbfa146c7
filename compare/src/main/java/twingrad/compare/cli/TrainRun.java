package twingrad.compare.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
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
    private final Set<String> failed = new HashSet<>();
    private Optional<EpochReport> last = Optional.empty();
    private OptionalDouble secondsTo97 = OptionalDouble.empty();

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
    record Ended(End end, int status) {

        /** Whether a signal asked for it that another one, which kills, may follow soon. */
        boolean isHurried() {
            return end == End.PAUSED && status != ExitStatus.INTERRUPTED;
        }
    }

    /** Says what is trained, and trains until the end, or until somebody ends it. */
    Ended run() {
        try (var interrupts = new Interrupts(session::pause, this::endAtOnce, this::keepAndEnd)) {
            words.announce(session);
            var typed = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            var dialogue = new PauseDialogue(() -> interrupts.answer(() -> line(typed)), text);
            End end = session.run(this);
            while (end == End.PAUSED && goesOn(interrupts, dialogue)) {
                end = session.run(this);
            }
            bar.ifPresent(ProgressBar::clear);
            if (end != End.PAUSED) {
                last.ifPresent(words::epoch);
            }
            return new Ended(end, interrupts.status());
        }
    }

    /** A terminal that went away is the end of the input, which keeps the training. */
    private static Optional<String> line(BufferedReader typed) {
        try {
            return Optional.ofNullable(typed.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The first such epoch's end since the process began, in seconds; empty if there was none. */
    OptionalDouble secondsTo97() {
        return secondsTo97;
    }

    @Override
    public void afterBatch(Session training, BatchReport report) {
        bar.ifPresent(shown -> shown.show(report, training.routine().batchSize()));
        keeper.ifPresent(kept -> attempt("checkpoint", () -> kept.afterBatch(training)));
    }

    @Override
    public void afterEpoch(Session training, EpochReport report) {
        last = Optional.of(report);
        if (secondsTo97.isEmpty() && report.testAccuracy() >= WELL_TRAINED) {
            secondsTo97 = OptionalDouble.of(ProcessAge.seconds());
        }
        if (TrainText.hasLine(report, training.routine().epochs())) {
            bar.ifPresent(ProgressBar::clear);
            words.epoch(report);
        }
        log.ifPresent(written -> attempt("log", () -> written.epoch(report)));
        keeper.ifPresent(kept -> attempt("checkpoint", () -> kept.afterEpoch(training)));
    }

    /** A long training does not end for a file that cannot be written for a while: that is said the first time. */
    private void attempt(String what, Runnable write) {
        try {
            write.run();
        } catch (UncheckedIOException e) {
            if (failed.add(what)) {
                bar.ifPresent(ProgressBar::clear);
                text.println(what + ": " + e.getMessage() + "; the training goes on, and it is tried again");
                text.flush();
            }
        }
    }

    /** Called by the thread of a signal. */
    private void endAtOnce(int status) {
        text.println();
        keeper.ifPresent(kept -> text.println("ended at once; "
                + kept.last().map(file -> "the last checkpoint is " + file).orElse("no checkpoint was written yet")));
        text.flush();
        System.exit(status);
    }

    /** Called by the thread of a signal while the training's own waits for an answer. */
    private void keepAndEnd(int status) {
        text.println();
        keepAsAsked();
        log.ifPresent(written -> attempt("log", () -> written.end(TrainingLog.word(End.PAUSED), session)));
        text.flush();
        System.exit(status);
    }

    /** What there is when nobody is there to be asked. */
    private void keepAsAsked() {
        try {
            text.println(keeper.map(kept -> "asked to end: wrote " + kept.save(session.checkpoint()))
                    .orElse("asked to end: nothing kept, as there is no --out"));
        } catch (UncheckedIOException e) {
            text.println("asked to end: nothing kept: " + e.getMessage());
        }
    }

    private boolean goesOn(Interrupts interrupts, PauseDialogue dialogue) {
        bar.ifPresent(ProgressBar::clear);
        if (interrupts.wish() == Interrupts.Wish.ASK) {
            keeper.ifPresent(this::saveFirst);
            if (!dialogue.goesOn(new PausedTraining())) {
                return false;
            }
            if (interrupts.goesOn()) {
                text.println("goes on");
                text.flush();
                return true;
            }
        }
        keepAsAsked();
        return false;
    }

    /** Before anything is asked, so that ending at once loses nothing. */
    private void saveFirst(CheckpointKeeper kept) {
        try {
            kept.save(session.checkpoint());
        } catch (UncheckedIOException e) {
            text.println(e.getMessage());
        }
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
            log.ifPresent(written -> attempt("log", () -> written.change(session)));
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
