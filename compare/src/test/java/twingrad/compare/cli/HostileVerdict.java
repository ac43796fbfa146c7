package twingrad.compare.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with how a command line ended. */
final class HostileVerdict {

    /** In place of an exit status: something was thrown. */
    static final int THROWN = -1;

    /** In place of an exit status: it did not end. */
    static final int HUNG = -2;

    private static final Set<Integer> STATUSES =
            Set.of(ExitStatus.DONE, ExitStatus.VERDICT, ExitStatus.USAGE, ExitStatus.DATA);

    /** Words of Java's that mean nothing to a person. */
    private static final List<String> RAW =
            List.of("Exception", "\tat ", "java.", "null", "OutOfMemoryError", "work that fits into a heap");

    /** A screenful. */
    private static final int LINES = 24;

    private static final int CHARACTERS = LINES * 80;

    /** As much of a value as every refusal shows. */
    private static final int SHOWN = 20;

    private HostileVerdict() {}

    /** The first thing that is wrong, if anything is. */
    static Optional<String> fault(HostileLine line, CommandLineRun run, CommandLineRun good) {
        if (!STATUSES.contains(run.status())) {
            return Optional.of("expected a documented exit status, got " + run.status() + ": " + cut(run.err()));
        }
        if (line.words().stream().anyMatch(word -> word.startsWith("--verbose"))) {
            return Optional.empty(); // which asks for stack traces
        }
        boolean isJson = run.out().startsWith("{"); // which has a null of its own
        String told = (isJson ? "" : run.out()) + run.err();
        Optional<String> raw = RAW.stream()
                .filter(told.replace("/dev/null", "").replace("token 'null'", "")::contains)
                .findFirst();
        if (raw.isPresent()) {
            return Optional.of("expected words for people, got " + raw.get() + " in: " + cut(run.err()));
        }
        return run.status() < ExitStatus.USAGE ? Optional.empty() : refusal(line, run, good);
    }

    private static Optional<String> refusal(HostileLine line, CommandLineRun run, CommandLineRun good) {
        String err = run.err();
        if (err.lines().count() > LINES || err.length() > CHARACTERS) {
            return Optional.of("expected at most a screenful, got " + err.length() + " characters: " + cut(err));
        }
        if (err.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            return Optional.of("expected no control characters, got: " + cut(err));
        }
        boolean isNamed = line.names().stream()
                .anyMatch(name -> name.isEmpty() ? isOfFiles(err) : isWord(name.substring(2), err));
        boolean isShown = line.values().isEmpty()
                || line.values().stream()
                        .flatMap(value -> Stream.of(value, folder(value)))
                        .map(value -> value.isBlank() ? "'" + value + "'" : start(value))
                        .anyMatch(visible(err)::contains);
        boolean isExplained =
                Stream.of("expected", "Expected", "Missing required").anyMatch(err::contains);
        if (run.status() == good.status() && err.equals(good.err()) || isExplained && (isNamed || isShown)) {
            return Optional.empty();
        }
        return Optional.of("expected the option's name or what came, and what was expected, got: " + cut(err));
    }

    private static boolean isWord(String word, String text) {
        return Pattern.compile("\\b" + Pattern.quote(word) + "\\b")
                .matcher(text)
                .find();
    }

    private static boolean isOfFiles(String err) {
        return err.contains("Missing required") || err.contains("expression");
    }

    /** Of a file in a folder that cannot be made, the folder is named; one above this is named in full. */
    private static String folder(String value) {
        if (value.startsWith("..")) {
            return Path.of(value).toAbsolutePath().normalize().toString();
        }
        int slash = value.lastIndexOf('/');
        return slash > 0 ? value.substring(0, slash) : value;
    }

    private static String start(String value) {
        return visible(value.strip().substring(0, Math.min(SHOWN, value.strip().length())));
    }

    private static String visible(String text) {
        return text.replaceAll("\\p{Cc}", "?");
    }

    /** A line as a report shows it. */
    static String shown(List<String> words) {
        return words.stream()
                .map(word -> "'" + cut(word.substring(0, Math.min(60, word.length()))) + "'")
                .collect(Collectors.joining(" "));
    }

    private static String cut(String text) {
        String start = text.length() <= 300 ? text : text.substring(0, 300) + "...";
        return visible(start);
    }
}
