package twingrad.compare.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be typed while a training is paused. */
sealed interface PauseOrder {

    /** To go on training. */
    record GoOn() implements PauseOrder {}

    /** To change a hyperparameter to a value, as typed. */
    record Change(Hyperparameter hyperparameter, String value) implements PauseOrder {}

    /** To keep what there is, in a file or where checkpoints go. */
    record Save(Optional<String> file) implements PauseOrder {}

    /** To end. */
    record Quit() implements PauseOrder {}

    /** To be told what can be typed. */
    record Help() implements PauseOrder {}

    /** What cannot be done, and why. */
    record Refused(String reason) implements PauseOrder {}

    /** {@code lr 0.01}, {@code lr=0.01} or one word. */
    Pattern WORDS = Pattern.compile("\\s*(?:--)?([^\\s=]+)(?:\\s*=\\s*|\\s+|$)(.*?)\\s*");

    /** What makes the network or its data what they are. */
    Set<String> ARCHITECTURE =
            Set.of("hidden", "activation", "loss", "init", "network", "engine", "precision", "data", "seed");

    /** What a line means; an empty one goes on. */
    static PauseOrder parse(String line) {
        Matcher words = WORDS.matcher(line);
        if (!words.matches()) {
            return line.isBlank() ? new GoOn() : unknown(line.strip());
        }
        String first = words.group(1).toLowerCase(Locale.ROOT);
        String rest = words.group(2);
        Optional<Hyperparameter> hyperparameter = Hyperparameter.named(first);
        if (hyperparameter.isPresent()) {
            return rest.isEmpty()
                    ? new Refused(first + ": expected a value, "
                            + hyperparameter.get().expected() + ", got none")
                    : new Change(hyperparameter.get(), rest);
        }
        if (ARCHITECTURE.contains(first)) {
            return new Refused(first + ": expected a hyperparameter, got part of the architecture, the data or the"
                    + " engine, which stay: the parameters fit no other; begin a new training with --" + first);
        }
        if (first.equals("save")) {
            return new Save(Optional.of(rest).filter(file -> !file.isEmpty()));
        }
        return rest.isEmpty() || first.equals("go") && rest.equals("on") ? word(first) : unknown(line.strip());
    }

    private static PauseOrder word(String word) {
        return switch (word) {
            case "go", "g", "continue", "c" -> new GoOn();
            case "quit", "q", "exit" -> new Quit();
            case "help", "h", "?" -> new Help();
            default -> unknown(word);
        };
    }

    private static PauseOrder unknown(String line) {
        return new Refused("expected go, NAME VALUE, save [FILE], quit or help, got '" + line + "'");
    }
}
