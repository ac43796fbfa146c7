package twingrad.compare.files;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import twingrad.compare.files.Field.Numbers;
import twingrad.compare.files.Field.Word;

/**
 * What a gradient file holds, by name. Both readers ask {@link #require} before they read what a name stands for:
 * nothing unknown is ever loaded, and nothing that a person meant to say is passed over for a slip of the pen.
 */
final class Fields {

    /** Most numbers a file may hold: 80 MB of them, far more than the scalar engine has time for. */
    static final long MOST_NUMBERS = 10_000_000;

    /** Heap that a number takes while it is read: in the file's array, one that grows beside it, and as bytes. */
    private static final int BYTES = 40;

    private static final Pattern KNOWN = Pattern.compile("loss|reduction|l1|l2|inputs|targets|value|precision"
            + "|layers\\.(0|[1-9]\\d{0,4})\\.(weight|bias|activation)|gradients\\.(0|[1-9]\\d{0,4})\\.(weight|bias)");

    private static final String NAMES = "layers (each with weight, bias, activation), loss, reduction, l2, l1, inputs,"
            + " targets, value, gradients (each with weight, bias), precision";

    private final Map<String, Field> byName = new LinkedHashMap<>();
    private final long room = Runtime.getRuntime().maxMemory() / BYTES;
    private final boolean inBrackets;
    private long numbers;

    /** Nothing yet; {@code inBrackets} if paths are spelled {@code layers[0].weight}, as in JSON. */
    Fields(boolean inBrackets) {
        this.inBrackets = inBrackets;
    }

    /** How this file spells its way to an element of a list. */
    String path(String list, int index) {
        return inBrackets ? list + "[" + index + "]" : list + "." + index;
    }

    /** Refuses a name that means nothing or has come before; {@code path} is how the file spells it. */
    void require(String path) throws IOException {
        String name = name(path);
        if (!KNOWN.matcher(name).matches()) {
            throw new MalformedFileException("expected the names " + NAMES + ", got '" + path + "'");
        }
        if (byName.containsKey(name)) {
            throw new MalformedFileException(path + ": expected it once, got it twice");
        }
    }

    /** Takes so many more numbers into account, before there is room for them. */
    void require(String path, long more) throws IOException {
        numbers += more;
        if (numbers > room) {
            throw new MalformedFileException(path + ": expected at most " + room + " numbers in the file for a heap of "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MB, got more; a check needs only a few samples");
        }
        if (numbers > MOST_NUMBERS) {
            throw new MalformedFileException(path + ": expected at most " + MOST_NUMBERS
                    + " numbers in the file, got more; a check needs only a few samples");
        }
    }

    void put(Field field) {
        byName.put(name(field.path()), field);
    }

    /** How many layers (or gradients) there are: one more than the largest number that is named. */
    int count(String list) {
        return byName.keySet().stream()
                .filter(name -> name.startsWith(list + "."))
                .mapToInt(name -> 1 + Integer.parseInt(name.split("\\.")[1]))
                .max()
                .orElse(0);
    }

    /** The numbers of that name, if there are any. */
    Optional<Numbers> optionalNumbers(String path) throws IOException {
        Field field = byName.get(name(path));
        if (field instanceof Word word) {
            throw new MalformedFileException(word.path() + ": expected numbers, got " + word.description());
        }
        return Optional.ofNullable((Numbers) field);
    }

    Numbers numbers(String path) throws IOException {
        return optionalNumbers(path)
                .orElseThrow(() -> new MalformedFileException(path + ": expected numbers, got none"));
    }

    /** The word of that name, if there is one. */
    Optional<Word> word(String path) throws IOException {
        Field field = byName.get(name(path));
        if (field instanceof Numbers numbers) {
            throw new MalformedFileException(numbers.path() + ": expected a word, got " + numbers.description());
        }
        return Optional.ofNullable((Word) field);
    }

    private static String name(String path) {
        return path.replace("[", ".").replace("]", "");
    }
}
