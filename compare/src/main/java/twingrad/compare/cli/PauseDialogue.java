package twingrad.compare.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks how a paused training is to go on, line by line, until it is said. */
final class PauseDialogue {

    private static final String PROMPT = "twingrad> ";

    /** The training that is paused. */
    interface Paused {

        /** Where it stands. */
        List<String> standing();

        /** Changes a hyperparameter and says so; IllegalArgumentException for a value that it cannot have. */
        List<String> change(Hyperparameter hyperparameter, String value);

        /** Whether checkpoints go to a folder of its own. */
        boolean keepsCheckpoints();

        /** Writes a checkpoint, where they go or to a file, and gives its place. */
        Path save(Optional<Path> file);
    }

    private final Supplier<Optional<String>> lines;
    private final PrintWriter out;

    /**
     * A dialogue.
     *
     * @param lines gives the next line that is typed, none at the end of the input
     */
    PauseDialogue(Supplier<Optional<String>> lines, PrintWriter out) {
        this.lines = lines;
        this.out = out;
    }

    /** Whether the training goes on; the end of the input is as good as {@code quit}. */
    boolean goesOn(Paused training) {
        training.standing().forEach(out::println);
        out.println("go on (Enter), change (as in lr 0.01), save [FILE], quit or help?");
        while (true) {
            Optional<String> line = ask(PROMPT);
            PauseOrder order = line.map(PauseOrder::parse).orElseGet(PauseOrder.Quit::new);
            if (order instanceof PauseOrder.GoOn) {
                return true;
            }
            if (order instanceof PauseOrder.Quit) {
                quit(training);
                return false;
            }
            try {
                answer(order, training);
            } catch (IllegalArgumentException | UncheckedIOException e) {
                out.println(e.getMessage());
            }
        }
    }

    private void answer(PauseOrder order, Paused training) {
        if (order instanceof PauseOrder.Change change) {
            training.change(change.hyperparameter(), change.value()).forEach(out::println);
        } else if (order instanceof PauseOrder.Save save) {
            save(save.file(), training);
        } else if (order instanceof PauseOrder.Refused refused) {
            out.println(refused.reason());
        } else {
            help();
        }
    }

    private void save(Optional<String> file, Paused training) {
        if (file.isEmpty() && !training.keepsCheckpoints()) {
            out.println("save: expected a file, as in save moons.safetensors, got none; with --out DIR there is a"
                    + " place for checkpoints");
        } else {
            out.println("wrote " + training.save(file.map(Path::of)));
        }
    }

    /** What there is is kept where checkpoints go, else where the answer says. */
    private void quit(Paused training) {
        if (training.keepsCheckpoints() && isKept(Optional.empty(), training)) {
            return;
        }
        while (true) {
            Optional<String> file = ask("keep it in which file? (Enter throws it away) ")
                    .map(String::strip)
                    .filter(name -> !name.isEmpty());
            if (file.isEmpty()) {
                out.println(
                        training.keepsCheckpoints()
                                ? "nothing kept of what came after the last checkpoint"
                                : "nothing kept; with --out DIR a training keeps its checkpoints");
                return;
            }
            if (isKept(file, training)) {
                return;
            }
        }
    }

    private boolean isKept(Optional<String> file, Paused training) {
        try {
            Path checkpoint = training.save(file.map(Path::of));
            out.println("wrote " + checkpoint + "; go on with: twingrad train --resume " + checkpoint);
            return true;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            out.println(e.getMessage());
            return false;
        }
    }

    private void help() {
        out.println("  go            goes on training; so does Enter");
        out.println("  NAME VALUE    changes a hyperparameter from the next batch on:");
        for (Hyperparameter hyperparameter : Hyperparameter.values()) {
            out.printf("    %-13s %s%n", hyperparameter, hyperparameter.expected());
        }
        out.println("  save [FILE]   writes a checkpoint, into --out where no file is named");
        out.println("  quit          keeps a checkpoint and ends; so does Ctrl-D. Ctrl-C ends at once");
    }

    private Optional<String> ask(String question) {
        out.print(question);
        out.flush();
        Optional<String> line = lines.get();
        if (line.isEmpty()) {
            out.println();
        }
        return line;
    }
}
