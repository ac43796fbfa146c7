package twingrad.compare.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import twingrad.compare.LeNet;
import twingrad.compare.Network;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Splits;
import twingrad.compare.files.CheckpointFolder;
import twingrad.compare.report.TrainingPictures;
import twingrad.compare.report.Windows;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;
import twingrad.compare.training.TrainingMemory;
import twingrad.datasets.ImageSize;
import twingrad.tensor.Precision;

/** {@code twingrad train}. */
@Command(
        name = "train",
        header = "Train a network in one engine and test it.",
        description = {
            "Exits 1 if the training diverges or misses its --target. An epoch's seconds are those of its training;"
                    + " testing is not counted.",
            "Ctrl-C pauses and asks: go on, change a hyperparameter, save or quit; twice ends at once."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  twingrad train xor --engine scalar --hidden 8 --activation tanh",
            "  twingrad train mnist --dropout 0.2 --hidden 512,256 --out digits",
            "  twingrad train --resume digits/last.safetensors --epochs 20 --lr 0.0005",
            "  twingrad train iris.csv --patience 20 --target 90%%",
            "  twingrad train mnist --network lenet"
        })
final class TrainCommand implements Callable<Integer> {

    /** Between checkpoints from the middle of an epoch. */
    private static final double USUAL_SECONDS = 30;

    @Mixin
    private DataOptions data;

    @Mixin
    private SamplesOptions size;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private TrainingOptions training;

    @Mixin
    private SessionOptions course;

    @Mixin
    private OutputOptions output;

    @Mixin
    private FolderOptions folder;

    @Option(names = "--engine", paramLabel = "NAME", description = "scalar or tensor (default: tensor).")
    private Engine engine;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description = "mlp, fully connected layers, or lenet, the convolutional network of mnist and the tensor"
                    + " engine: two of 5x5 windows with max pooling, three dense layers (default: mlp).")
    private Model model;

    @Option(
            names = "--save-every",
            paramLabel = "SECONDS",
            description = "With --out, how long an epoch may go on before a checkpoint is written from its middle"
                    + " (default: 30); one is written at each epoch's end, at most one a second.")
    private Double saveEvery;

    @Spec
    private CommandSpec spec;

    /** A training that has been made ready, and its samples. */
    private record Ready(Session session, DataChoice choice, Splits splits) {}

    @Override
    public Integer call() {
        output.prepare();
        Optional<Path> log = course.log();
        course.target();
        if (saveEvery != null && !(saveEvery >= 0)) {
            throw refusal("--save-every: expected 0 seconds or more, got " + saveEvery);
        }
        training.takeThreads();
        Optional<Path> place = place();
        PrintWriter text = course.isQuiet() ? new PrintWriter(Writer.nullWriter()) : output.text();
        double seconds = Optional.ofNullable(saveEvery).orElse(USUAL_SECONDS);
        Optional<CheckpointKeeper> keeper = place.map(where -> new CheckpointKeeper(where, seconds, System::nanoTime));
        try {
            place.ifPresent(this::refuseOfAnother);
            Ready ready = course.resume().map(file -> resumed(file, text)).orElseGet(() -> begun(text));
            return logged(ready, text, keeper, log);
        } finally {
            keeper.ifPresent(CheckpointKeeper::close);
        }
    }

    private int logged(Ready ready, PrintWriter text, Optional<CheckpointKeeper> keeper, Optional<Path> file) {
        Optional<TrainingLog> log =
                file.map(place -> new TrainingLog(place, course.resume().isPresent()));
        try {
            return train(ready, text, keeper, log);
        } finally {
            log.ifPresent(TrainingLog::close);
        }
    }

    private int train(Ready ready, PrintWriter text, Optional<CheckpointKeeper> keeper, Optional<TrainingLog> log) {
        Session session = ready.session;
        String title = ready.choice.title();
        double[] before = session.learner().theta();
        var words = new TrainText(title, ready.splits, text);
        log.ifPresent(written -> written.start(title, session));
        long step = session.position().step();
        var run = new TrainRun(session, words, output.text(), bar(), log, keeper);
        TrainRun.Ended ended = run.run();
        if (ended.isHurried()) {
            log.ifPresent(written -> written.end(TrainingLog.word(ended.end()), session));
            return ended.status();
        }
        boolean wasLeft = ended.end() == Session.End.PAUSED;
        var conclusion = new TrainConclusion(title, ready.splits, session, ended.end(), before, course.target());
        conclusion.print(output.text(), text);
        keeper.filter(kept -> !wasLeft)
                .filter(kept -> session.position().step() > step || !CheckpointFolder.holdsOne(kept.folder()))
                .ifPresent(kept -> kept.finish(session.checkpoint()).forEach(file -> text.println("wrote " + file)));
        log.ifPresent(written -> written.end(TrainingLog.word(ended.end()), session));
        output.json(conclusion.json(run.secondsTo97()));
        boolean isDrawn = isDrawn(ready, keeper, text);
        if (wasLeft) {
            return ended.status();
        }
        return !conclusion.isSound() ? ExitStatus.VERDICT : isDrawn ? ExitStatus.DONE : ExitStatus.DATA;
    }

    /** Draws what is to be drawn; a picture that cannot be is told, and takes nothing from what the training came to. */
    private boolean isDrawn(Ready ready, Optional<CheckpointKeeper> keeper, PrintWriter text) {
        try {
            if (keeper.isPresent() || course.isShown()) {
                draw(ready, keeper, text);
            }
            return true;
        } catch (UncheckedIOException e) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + e.getMessage());
            return false;
        }
    }

    private void draw(Ready ready, Optional<CheckpointKeeper> keeper, PrintWriter text) {
        Session session = ready.session;
        var pictures = new TrainingPictures(
                ready.choice.title(), session.model(), session.learner(), session.reports(), ready.splits);
        keeper.ifPresent(kept -> pictures.save(kept.folder()).forEach(file -> text.println("wrote " + file)));
        if (course.isShown()) {
            Windows.show(pictures.pictures()).ifPresent(output.text()::println);
        }
    }

    private Optional<ProgressBar> bar() {
        boolean isWatched = output.isWatched() && !course.isQuiet();
        return isWatched
                ? Optional.of(new ProgressBar(output.text(), output.columns(), System::nanoTime))
                : Optional.empty();
    }

    /** A new training of a dataset. */
    private Ready begun(PrintWriter text) {
        boolean isScalar = engine == Engine.SCALAR;
        if (isScalar) {
            training.refuseTensorOptions();
        }
        DataChoice named = data.choice();
        if (model == Model.LENET) {
            refuseWithoutImages(named);
        }
        var notes = new StringWriter();
        DataChoice choice = size.choice(named, isScalar, new PrintWriter(notes));
        Splits splits = DataOptions.read(choice, isScalar, new PrintWriter(notes));
        if (model == Model.LENET) {
            refuseOtherSizes(choice, splits);
        }
        Setting usual = model == Model.LENET
                ? training.usualLenet(splits.train(), data.seeds())
                : training.usual(choice, network.network(choice, splits.train()), splits.train(), data.seeds());
        Setting setting = training.applied(usual, given());
        if (setting.routine().patience().isPresent() && splits.dev().isEmpty()) {
            throw refusal("--patience: expected a development set to measure the loss on, got none; --split 0.9,0.1"
                    + " makes one");
        }
        setting.model()
                .network()
                .ifPresent(mlp -> memory(mlp, setting.routine(), splits.train().size())
                        .requireRoom(Runtime.getRuntime().maxMemory()));
        text.print(notes);
        var session = Session.begin(setting.model(), kind(), setting.routine(), splits, Optional.of(choice));
        return new Ready(session, choice, splits);
    }

    private TrainingMemory memory(Network mlp, Routine routine, int samples) {
        int batch = Math.min(routine.batchSize(), samples);
        return engine == Engine.SCALAR
                ? TrainingMemory.ofScalar(mlp, batch)
                : TrainingMemory.of(
                        mlp, routine.optimizer(), training.precision().orElse(Precision.FLOAT32), batch);
    }

    /** A training that goes on. */
    private Ready resumed(Path file, PrintWriter text) {
        var resumption = new Resumption(file, spec);
        resumption.requireSame(data, size);
        resumption.requireSame(network, Optional.ofNullable(model));
        resumption.requireSame(Optional.ofNullable(engine), training.precision());
        if (resumption.isScalar()) {
            training.refuseTensorOptions();
        }
        Splits splits = resumption.read(text);
        Session session = resumption.session(splits);
        resumption.change(session, given(), text);
        return new Ready(session, resumption.choice(), splits);
    }

    /** Where checkpoints are kept, if they are. */
    private Optional<Path> place() {
        Optional<Path> resumed = folderOfCheckpoint();
        Optional<Path> asked = folder.folder();
        if (asked.isEmpty() && resumed.isEmpty() && saveEvery != null) {
            throw refusal("--save-every: expected --out DIR beside it, where checkpoints go, got none");
        }
        return asked.or(() -> resumed);
    }

    /** A training overwrites no checkpoint but its own. */
    private void refuseOfAnother(Path place) {
        boolean isItsOwn = folderOfCheckpoint().map(TrainCommand::plain).equals(Optional.of(plain(place)));
        if (!isItsOwn && CheckpointFolder.holdsOne(place)) {
            throw refusal("--out: expected a folder without the checkpoints of another training, got " + place
                    + "; --resume " + place + " goes on with that one, a new one takes another folder");
        }
    }

    private static Path plain(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    /** Where a training that goes on keeps its checkpoints unless it is said. */
    private Optional<Path> folderOfCheckpoint() {
        return course.resume()
                .map(file ->
                        Files.isDirectory(file) ? file : file.toAbsolutePath().getParent());
    }

    private Map<Hyperparameter, String> given() {
        var given = new EnumMap<>(training.given());
        given.putAll(network.given());
        given.putAll(course.given());
        return given;
    }

    private LearnerKind kind() {
        if (engine == Engine.SCALAR) {
            return LearnerKind.SCALAR;
        }
        return training.precision().orElse(Precision.FLOAT32) == Precision.FLOAT64
                ? LearnerKind.TENSOR_F64
                : LearnerKind.TENSOR_F32;
    }

    /** LeNet takes the images of digits, in the tensor engine, and brings its own layers. */
    private void refuseWithoutImages(DataChoice choice) {
        if (!choice.isImages()) {
            throw refusal("--network lenet: expected images of 28x28 pixels, which mnist has, got " + choice.title());
        }
        if (engine == Engine.SCALAR) {
            throw refusal("--network lenet: expected --engine tensor, got scalar, which goes one number at a time and"
                    + " has no convolution");
        }
        network.refuse(model.toString());
    }

    private void refuseOtherSizes(DataChoice choice, Splits splits) {
        var expected = new ImageSize(LeNet.SIDE, LeNet.SIDE);
        ImageSize size = splits.imageSize().orElseThrow();
        if (!size.equals(expected)) {
            throw refusal("--network lenet: expected images of 28x28 pixels, got " + size + " in " + choice.title());
        }
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
