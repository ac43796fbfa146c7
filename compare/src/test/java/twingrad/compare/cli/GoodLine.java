package twingrad.compare.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small command line of each command, to be spoiled. It takes milliseconds; that of a command which has nothing so
 * small to do reads all of its options and then ends at something that is refused.
 *
 * @param options as {@code --name=value}
 * @param files what is no option
 */
record GoodLine(List<String> options, List<String> files) {

    static final String FOLDER = "folder";
    static final String EMPTY = "empty";
    static final String TABLE = "table.csv";
    private static final String MODEL = "model";
    private static final String GRADIENT = "gradient.json";

    /** Refused once all options are read, before any work. */
    private static final String NO_WORK = "--json=" + FOLDER;

    /** By command; {@code twingrad} itself is the empty name. */
    private static final Map<String, GoodLine> ALL = Map.ofEntries(
            Map.entry("", of("--version", "")),
            Map.entry("tour", of("--out=tour " + NO_WORK, "")),
            Map.entry("step", of("", "2*3")),
            Map.entry("graph", of("--dot=-", "2*3")),
            Map.entry("train", of("--epochs=1 --hidden=2", "xor")),
            Map.entry("check", of("--hidden=2 --activation=tanh", "xor")),
            Map.entry("verify", of("", GRADIENT)),
            Map.entry("mutants", of(NO_WORK, "uphill")),
            Map.entry("compare", of("--epochs=1 --hidden=2 --out=compared", "xor")),
            Map.entry("ops", of(NO_WORK, "")),
            Map.entry("predict", of("", MODEL + " " + TABLE)),
            Map.entry("sweep", of("--lr=0.1 --hidden=2 --epochs=1", "xor")),
            Map.entry("xor", of("--seeds=1 --hidden=2 --activation=relu --steps=1", "")),
            Map.entry("export", of("--onnx=model.onnx", MODEL)),
            Map.entry("bench", of("--list " + NO_WORK, "")));

    /** Options that are valid, and then mean hours of work or all of the command's: command, option, value, why. */
    private static final List<List<String>> HONEST_WORK = List.of(
            List.of(
                    "train|compare|sweep",
                    "--epochs",
                    "2147483647|1:2147483647",
                    "passes over the data, a day and more"),
            List.of("xor", "--seeds|--steps", "2147483647", "trainings or steps, a day and more"),
            List.of("xor", "--hidden", "(1,){50000}1", "50,001 kinds of networks, told one by one"),
            List.of(
                    "tour|mutants|ops",
                    "--json",
                    ".*",
                    "nothing else keeps the command from its half a minute of work"),
            List.of("bench", "--json", ".*", "measures for minutes"));

    private static GoodLine of(String options, String files) {
        return new GoodLine(split(options), split(files));
    }

    private static List<String> split(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** The command's; a new command needs one. */
    static GoodLine of(String command) {
        GoodLine line = ALL.get(command);
        if (line == null) {
            throw new AssertionError("expected a good line of " + command + " to spoil, got none; add one to GoodLine");
        }
        return line;
    }

    /** Whether it may end so: done, or refused where that keeps it from work. */
    boolean mayEndWith(int status) {
        return status == ExitStatus.DONE || status == ExitStatus.USAGE && options.contains(NO_WORK);
    }

    /** Whether it is work that nobody should wait for. */
    static boolean isHonestWork(String command, String option, String value) {
        return HONEST_WORK.stream()
                .anyMatch(row -> command.matches(row.get(0))
                        && option.matches(row.get(1))
                        && value.strip().matches("(?s)" + row.get(2)));
    }

    /** The line of a command, whole. */
    List<String> words(String command) {
        return words(command, List.of(), files);
    }

    /** The line with other files, and with these words in place of the options that they name. */
    List<String> words(String command, List<String> spoiled, List<String> otherFiles) {
        var words = new ArrayList<String>();
        if (!command.isEmpty()) {
            words.add(command);
        }
        words.addAll(otherFiles);
        options.stream()
                .filter(option -> spoiled.stream().noneMatch(word -> name(word).equals(name(option))))
                .forEach(words::add);
        words.addAll(spoiled);
        return words;
    }

    private static String name(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    /** Makes the files of all lines in the working directory. */
    static void makeFiles() throws IOException {
        Files.createDirectory(Path.of(FOLDER));
        Files.createFile(Path.of(EMPTY));
        Files.writeString(Path.of(TABLE), "x,y,class\n1,2,a\n3,4,b\n5,7,a\n2,1,b\n8,2,a\n4,4,b\n");
        CommandLineRun.of("train", TABLE, "--split=0.5,0.5", "--hidden=2", "--epochs=1", "--out=" + MODEL);
        CommandLineRun.of("verify", "--template", "--hidden=2", GRADIENT);
    }
}
