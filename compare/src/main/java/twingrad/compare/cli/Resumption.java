package twingrad.compare.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import twingrad.compare.Network;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.DataChoice.Kind;
import twingrad.compare.data.Splits;
import twingrad.compare.files.CheckpointFile;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.Session;
import twingrad.tensor.Precision;

/** A training that goes on from a checkpoint: what options beside it may say, and what they change. */
final class Resumption {

    /** What says which samples, beside their name. */
    private static final List<String> DATA = List.of(
            "--seed",
            "--samples",
            "--split",
            "--noise",
            "--classes",
            "--standardize",
            "--label",
            "--header",
            "--delimiter");

    private final Checkpoint checkpoint;
    private final CommandSpec spec;
    private DataChoice choice;

    /** Reads the checkpoint. */
    Resumption(Path file, CommandSpec spec) {
        this.spec = spec;
        checkpoint = CheckpointFile.read(file);
        choice = checkpoint
                .provenance()
                .choice()
                .orElseThrow(() -> refusal("expected a checkpoint that says what its samples are, got " + file
                        + ", whose Session.begin was not given its DataChoice; give it, or resume it in Java"));
    }

    /** Which samples. */
    DataChoice choice() {
        return choice;
    }

    /** Refuses other samples than the checkpoint's; a file or folder that is gone may be elsewhere now. */
    void requireSame(DataOptions data, SamplesOptions size) {
        Optional<DataChoice> named = data.named();
        List<String> given = DATA.stream()
                .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                .toList();
        DataChoice asked = named.map(base -> size.choice(base, isScalar(), new PrintWriter(Writer.nullWriter())))
                .orElse(choice);
        boolean isOneKind = asked.kind() == choice.kind();
        if (given.isEmpty() && isOneKind && asked.kind() != Kind.NAMED && Files.notExists(Path.of(choice.name()))) {
            choice = choice.at(asked.name());
            return;
        }
        boolean isSame = given.isEmpty()
                ? isOneKind && asked.name().equals(choice.name())
                : named.isPresent() && asked.equals(choice);
        if (!isSame) {
            throw refusal("expected the checkpoint's samples, " + described(choice) + ", got "
                    + (named.isPresent() ? described(asked) : String.join(", ", given) + " alone")
                    + "; a training keeps its samples: leave DATASET and what belongs to it away");
        }
    }

    private static String described(DataChoice samples) {
        return samples.toMap().toString();
    }

    /** Refuses another network than the checkpoint's. */
    void requireSame(NetworkOptions options, Optional<Model> asked) {
        Optional<Network> network = checkpoint.model().network();
        Model model = network.isPresent() ? Model.MLP : Model.LENET;
        if (asked.isPresent() && asked.get() != model) {
            throw refusal("expected the checkpoint's architecture, "
                    + checkpoint.model().description() + ", got --network " + asked.get()
                    + "; its parameters fit no other");
        }
        network.ifPresentOrElse(options::requireSame, () -> options.refuse(Model.LENET.toString()));
    }

    /** Refuses another engine or precision than the checkpoint's. */
    void requireSame(Optional<Engine> engine, Optional<Precision> precision) {
        Engine own = isScalar() ? Engine.SCALAR : Engine.TENSOR;
        Precision ownPrecision = checkpoint.engine() == LearnerKind.TENSOR_F32 ? Precision.FLOAT32 : Precision.FLOAT64;
        if (engine.isPresent() && engine.get() != own || precision.isPresent() && precision.get() != ownPrecision) {
            throw refusal("expected the checkpoint's engine, " + checkpoint.engine()
                    + ", got another; leave --engine and --precision away");
        }
    }

    /** The samples. */
    Splits read(PrintWriter text) {
        return DataOptions.read(choice, isScalar(), text);
    }

    /** The training as it stood. */
    Session session(Splits splits) {
        return Session.resume(checkpoint, splits);
    }

    /** Changes what was given, and says each change in a line. */
    void change(Session session, Map<Hyperparameter, String> given, PrintWriter text) {
        var changes = new ArrayList<String>();
        given.forEach((hyperparameter, value) -> {
            try {
                changes.addAll(Setting.change(session, hyperparameter, value));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
            }
        });
        if (given.containsKey(Hyperparameter.EPOCHS)) {
            requireNotUndone(session);
        }
        text.println("goes on from epoch " + (checkpoint.position().epoch() + 1) + ", sample "
                + checkpoint.position().samplesDone() + ", step "
                + checkpoint.position().step());
        if (checkpoint.routine().optimizer().hasState()
                && checkpoint.state().isFresh()
                && checkpoint.position().step() > 0) {
            text.println("the optimizer begins anew: the best parameters stand there without its state");
        }
        changes.forEach(text::println);
        if (session.position().epoch() >= session.routine().epochs()
                && session.position().samplesDone() == 0) {
            text.println("all " + session.routine().epochs() + " epochs are done; a larger --epochs goes on");
        }
    }

    /** What is done stays done; that as many epochs were asked for as are done may be a script that is run again. */
    private void requireNotUndone(Session session) {
        int done = session.position().epoch();
        int asked = session.routine().epochs();
        if (asked < done) {
            throw new ParameterException(
                    spec.commandLine(), "--epochs: expected " + done + " or more, for so many are done, got " + asked);
        }
    }

    /** Whether the scalar engine trains. */
    boolean isScalar() {
        return checkpoint.engine() == LearnerKind.SCALAR;
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), "--resume: " + message);
    }
}
